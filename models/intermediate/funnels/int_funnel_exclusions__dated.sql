{{ config(materialized='table', tags=['slice']) }}

with exclusions as (
    select * from {{ ref('definition_funnel_exclusions') }}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
    where not is_optional
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

-- From the first step to the last one, unless a funnel with an order says otherwise.
ranges as (
    select
        exclusions.funnel,
        exclusions.milestone,
        first_steps.unit,
        first_steps.search_position as after_position,
        last_steps.search_position as before_position

    from exclusions

    inner join steps as first_steps
        on exclusions.funnel = first_steps.funnel
        and case
            when exclusions.after_step is null or first_steps.ordering = 'unordered'
                then first_steps.required_position = 1
            else exclusions.after_step = first_steps.step_number
        end

    inner join steps as last_steps
        on exclusions.funnel = last_steps.funnel
        and case
            when exclusions.before_step is null or last_steps.ordering = 'unordered'
                then last_steps.required_position = last_steps.required_steps
            else exclusions.before_step = last_steps.step_number
        end
),

excluding_events as (
    select
        ranges.funnel,
        ranges.after_position,
        ranges.before_position,
        events.unit_number,
        events.reached_us

    from ranges

    inner join events
        on ranges.unit = events.unit
        and ranges.milestone = events.milestone
),

-- In any order every step may be the first.
beginnings as (
    select distinct
        ranges.funnel,
        ranges.after_position,
        ranges.before_position,
        events.unit_number,
        events.reached_us as began_us

    from ranges

    inner join steps
        on ranges.funnel = steps.funnel
        and (
            ranges.after_position = steps.search_position
            or steps.ordering = 'unordered'
        )

    inner join events
        on steps.unit = events.unit
        and steps.milestone = events.milestone
)

-- The next excluding event tells whether there is any before a step: no later one does.
select
    beginnings.funnel,
    beginnings.unit_number,
    beginnings.after_position,
    beginnings.began_us,
    array_agg({
        'before_position': beginnings.before_position,
        'reached_us': excluding_events.reached_us
    } order by beginnings.before_position) as exclusions

from beginnings

asof join excluding_events
    on beginnings.funnel = excluding_events.funnel
    and beginnings.unit_number = excluding_events.unit_number
    and beginnings.after_position = excluding_events.after_position
    and beginnings.before_position = excluding_events.before_position
    and beginnings.began_us < excluding_events.reached_us

group by
    beginnings.funnel,
    beginnings.unit_number,
    beginnings.after_position,
    beginnings.began_us
