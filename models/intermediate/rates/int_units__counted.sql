{{ config(materialized='view_with_slice', tags=['sums']) }}

-- What its slice is of.
-- depends_on: {{ ref('int_periods__changed') }}
with rates as (
    select * from {{ ref('definition_rates') }}
    where within_seconds is null
),

milestones as (
    select * from {{ changed_periods(ref('int_milestones__rolled_up')) }}

    union all by name

    select
        period_grain,
        period_start,
        dimension,
        dimension_value,
        'visit' as milestone,
        visitors as milestone_visitors,
        sessions,
        sessions as milestone_events

    from {{ changed_periods(ref('int_visits__rolled_up')) }}
),

-- Over visits, and where events are counted, a numerator counts in its own cell; other
-- numerators have to follow a denominator.
sides as (
    select
        rate as rate_name,
        unit,
        denominator as milestone,
        true as is_denominator

    from rates

    union all

    select
        rate as rate_name,
        unit,
        numerator as milestone,
        false as is_denominator

    from rates

    where
        denominator = 'visit'
        or unit = 'event'
),

units as (
    select
        sides.rate_name,
        sides.is_denominator,
        milestones.*,
        case sides.unit
            when 'visitor' then milestones.milestone_visitors
            when 'session' then milestones.sessions
            when 'event' then milestones.milestone_events
        end as units

    from sides

    inner join milestones
        on sides.milestone = milestones.milestone
)

select
    rate_name,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    sum(case when is_denominator then units end) as units_entered,
    sum(case when not is_denominator then units end) as units_followed

from units

group by
    rate_name,
    period_grain,
    period_start,
    dimension,
    dimension_value
