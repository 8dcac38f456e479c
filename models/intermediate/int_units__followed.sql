{{ config(materialized='table') }}
{%- set grains = ["day", "week", "month", "all"] %}

with milestones as (
    select * from {{ ref('int_milestones__dated') }}
),

rates as (
    select
        *,
        numerator = denominator as is_again

    from {{ ref('definition_rates') }}

    where
        within_seconds is null
        and denominator <> 'visit'
        and unit <> 'event'
),

denominator_events as (
    select
        rates.rate as rate_name,
        rates.unit,
        milestones.*,
        case when rates.is_again then milestones.occurrence_key else '' end as own_key

    from milestones

    inner join rates
        on milestones.milestone = rates.denominator
),

-- One row per session is enough: what follows a later denominator event of it follows
-- the first one too. An event never follows itself or another of its own order.
sides as (
    select
        rate_name,
        unit,
        visitor_id,
        session_id,
        session_date,
        own_key,
        cast(null as varchar) as numerator_key,
        min(occurred_at) as occurred_at

    from denominator_events

    group by
        rate_name,
        unit,
        visitor_id,
        session_id,
        session_date,
        own_key

    union all

    select
        rates.rate as rate_name,
        rates.unit,
        milestones.visitor_id,
        milestones.session_id,
        milestones.session_date,
        cast(null as varchar) as own_key,
        milestones.occurrence_key as numerator_key,
        max(milestones.occurred_at) as occurred_at

    from milestones

    inner join rates
        on milestones.milestone = rates.numerator

    group by
        rates.rate,
        rates.unit,
        milestones.visitor_id,
        milestones.session_id,
        milestones.session_date,
        milestones.occurrence_key
),

with_units as (
    select
        *,
        case unit when 'session' then session_id else visitor_id end as unit_id

    from sides
),

-- The least and the greatest key from here on: at least one differs from the own key
-- exactly if another occurrence follows. A range, so that equal times count.
with_flags as (
    select
        rate_name,
        unit_id,
        session_id,
        own_key
        {%- for grain in grains %},
        coalesce(
            min(numerator_key) over rest_of_{{ grain }} <> own_key
            or max(numerator_key) over rest_of_{{ grain }} <> own_key,
            false
        ) as is_followed_in_{{ grain }}
        {%- endfor %}

    from with_units

    window
        {%- for grain in grains %}
        rest_of_{{ grain }} as (
            partition by
                rate_name,
                unit_id
                {%- if grain != "all" %},
                {{ dbt.date_trunc(grain, "session_date") }}
                {%- endif %}
            order by occurred_at
            range between current row and unbounded following
        )
        {{- "," if not loop.last }}
        {%- endfor %}
)

select
    rate_name,
    unit_id,
    session_id
    {%- for grain in grains %},
    max(case when is_followed_in_{{ grain }} then 1 else 0 end) = 1
        as is_followed_in_{{ grain }}
    {%- endfor %}

from with_flags

where own_key is not null

group by
    rate_name,
    unit_id,
    session_id
