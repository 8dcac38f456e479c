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
)

select
    ranges.funnel,
    events.unit_number,
    array_agg({
        'after_position': ranges.after_position,
        'before_position': ranges.before_position,
        'reached_us': events.reached_us
    }) as exclusions

from ranges

inner join events
    on ranges.unit = events.unit
    and ranges.milestone = events.milestone

group by
    ranges.funnel,
    events.unit_number
