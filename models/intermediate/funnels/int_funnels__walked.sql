{{ config(materialized='table', tags=['slice']) }}

with events as (
    select
        hit_number,
        unit_number,
        milestone_number,
        reached_us

    from {{ ref('int_funnel_events__numbered') }}
),

-- Funnels that begin alike are walked together, up to the longest of their windows.
paths as (
    select
        path_number,
        path_number_before,
        required_position,
        milestone_number,
        case when count(*) = count(window_us) then max(window_us) end as window_us

    from {{ ref('int_funnel_steps__planned') }}

    where method = 'walk' and not is_optional
    group by all
),

step_1 as (
    select
        paths.path_number,
        events.hit_number,
        events.unit_number,
        events.reached_us as entered_us,
        events.reached_us

    from events

    inner join paths
        on events.milestone_number = paths.milestone_number

    where paths.required_position = 1
)

{%- for step in range(2, var('funnel_steps_at_most') + 1) %},

events_{{ step }} as (
    select * from events
    where milestone_number in (
        select paths.milestone_number from paths
        where paths.required_position = {{ step }}
    )
),

last_events_{{ step }} as (
    select
        milestone_number,
        unit_number,
        max(reached_us) as reached_us
    from events_{{ step }}
    group by all
),

-- Most never go on.
waiting_{{ step }} as (
    select
        paths.path_number,
        paths.milestone_number,
        paths.window_us,
        waiting.hit_number,
        waiting.unit_number,
        waiting.entered_us,
        waiting.reached_us

    from step_{{ step - 1 }} as waiting

    inner join paths
        on waiting.path_number = paths.path_number_before

    inner join last_events_{{ step }} as last_events
        on paths.milestone_number = last_events.milestone_number
        and waiting.unit_number = last_events.unit_number
        and waiting.reached_us <= last_events.reached_us
),

-- The earliest event that can be step {{ step }}: no later one leads further.
step_{{ step }} as (
    select
        waiting.path_number,
        waiting.hit_number,
        waiting.unit_number,
        waiting.entered_us,
        events.reached_us

    from waiting_{{ step }} as waiting

    asof join events_{{ step }} as events
        on waiting.milestone_number = events.milestone_number
        and waiting.unit_number = events.unit_number
        and waiting.reached_us <= events.reached_us

    where coalesce(events.reached_us - waiting.entered_us <= waiting.window_us, true)
)
{%- endfor %}

{% for step in range(2, var('funnel_steps_at_most') + 1) -%}
select
    path_number,
    {{ step }} as required_position,
    hit_number,
    unit_number,
    entered_us,
    reached_us

from step_{{ step }}
{%- if not loop.last %}

union all

{% endif %}
{%- endfor %}
