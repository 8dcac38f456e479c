{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with milestones as (
    select * from {{ touched(ref('int_milestones__dated')) }}
),

rates as (
    select
        *,
        numerator = denominator as is_again

    from {{ ref('definition_rates') }}

    where within_seconds is not null
),

-- A rate of a milestone over itself asks for it again: one row is both sides there.
timeline as (
    select
        rates.rate as rate_name,
        rates.unit,
        rates.within_seconds,
        milestones.*,
        true as is_denominator,
        rates.is_again as is_numerator,
        1 as side_number

    from milestones

    inner join rates
        on milestones.milestone = rates.denominator

    union all

    select
        rates.rate as rate_name,
        rates.unit,
        rates.within_seconds,
        milestones.*,
        false as is_denominator,
        true as is_numerator,
        2 as side_number

    from milestones

    inner join rates
        on milestones.milestone = rates.numerator
        and not rates.is_again
),

-- At equal times the denominator comes first: the numerator is at or after it.
with_previous as (
    select
        *,
        lag(case when is_numerator then occurrence_key end) over (
            partition by rate_name, visitor_id
            order by occurred_at, side_number, event_source, event_id
        ) as previous_key

    from timeline
),

-- Whatever follows an event first begins another occurrence, so beginnings are enough.
with_beginnings as (
    select
        *,
        case
            when is_numerator and coalesce(occurrence_key <> previous_key, true)
                then occurred_at
        end as begins_at

    from with_previous
),

with_next as (
    select
        *,
        min(begins_at) over (
            partition by rate_name, visitor_id
            order by occurred_at, side_number, event_source, event_id
            rows between 1 following and unbounded following
        ) as next_at,
        case unit when 'session' then session_id else visitor_id end as unit_id

    from with_beginnings
),

numbered as (
    select
        *,
        row_number() over (
            partition by rate_name, unit_id order by occurred_at, event_source, event_id
        ) as entry_number

    from with_next

    where is_denominator
)

select
    rate_name,
    unit_id,
    visitor_id,
    session_id,
    occurred_at as entered_at,
    next_at as followed_at,
    coalesce(
        {{ seconds_between('occurred_at', 'next_at') }} <= within_seconds, false
    ) as is_followed

from numbered

where entry_number = 1
