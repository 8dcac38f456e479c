{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'], meta={'has_versions': true}
) }}

with milestones as (
    select * from {{ touched(ref('int_milestones__dated')) }}
),

rates as (
    select * from {{ ref('definition_rates') }}
    where
        within_seconds is null
        and denominator <> 'visit'
        and unit <> 'event'
),

sides as (
    select
        rates.rate as rate_name,
        rates.unit,
        milestones.*,
        case
            when rates.numerator = rates.denominator then milestones.occurrence_key
            else ''
        end as own_key

    from milestones

    inner join rates
        on milestones.milestone = rates.denominator

    union all by name

    select
        rates.rate as rate_name,
        rates.unit,
        milestones.*,
        milestones.occurrence_key as numerator_key

    from milestones

    inner join rates
        on milestones.milestone = rates.numerator
),

-- One row per session and side is enough: what follows a later denominator event of it
-- follows the first one too, and the last numerator event follows most.
per_session as (
    select
        rate_name,
        case unit when 'session' then session_id else visitor_id end as unit_id,
        min(visitor_id) as visitor_id,
        session_id,
        session_date,
        own_key,
        numerator_key,
        case when own_key is null then max(occurred_at) else min(occurred_at) end
            as occurred_at

    from sides

    group by
        rate_name,
        unit_id,
        session_id,
        session_date,
        own_key,
        numerator_key
),

-- The least and the greatest key from here on: at least one differs from the own key
-- exactly if another occurrence follows. A range, so that equal times count.
with_rest_of_period as (
    select
        {% for grain in ["day", "week", "month", "all"] -%}
        min(numerator_key) over rest_of_{{ grain }} as least_in_{{ grain }},
        max(numerator_key) over rest_of_{{ grain }} as greatest_in_{{ grain }},
        {% endfor -%}
        *

    from per_session

    window
        {% for grain in ["day", "week", "month"] -%}
        rest_of_{{ grain }} as (
            partition by rate_name, unit_id, {{ dbt.date_trunc(grain, 'session_date') }}
            order by occurred_at
            range between current row and unbounded following
        ),
        {% endfor -%}
        rest_of_all as (
            partition by rate_name, unit_id
            order by occurred_at
            range between current row and unbounded following
        )
)

select
    rate_name,
    unit_id,
    min(visitor_id) as visitor_id,
    session_id,
    {% for grain in ["day", "week", "month"] -%}
    count(case when least_in_{{ grain }} <> own_key then 1 end)
    + count(case when greatest_in_{{ grain }} <> own_key then 1 end)
    > 0 as is_followed_in_{{ grain }},
    {% endfor -%}
    count(case when least_in_all <> own_key or greatest_in_all <> own_key then 1 end)
    > 0 as is_followed_in_all

from with_rest_of_period

where own_key is not null

group by
    rate_name,
    unit_id,
    session_id
