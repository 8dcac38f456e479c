{{ config(materialized='table') }}

with events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

-- One row per way through funnels so far. How far back it may have begun is asked later,
-- of each funnel, but nobody asks beyond the longest window.
paths as (
    select
        path,
        lag(path) over (partition by funnel order by required_position) as path_before,
        required_position,
        unit,
        milestone,
        window_us

    from {{ ref('int_funnel_steps__planned') }}

    where
        method = 'walk'
        and not is_optional
),

distinct_paths as (
    select
        path,
        min(path_before) as path_before,
        min(required_position) as required_position,
        min(unit) as unit,
        min(milestone) as milestone,
        case when count(*) = count(window_us) then max(window_us) end
            as window_us

    from paths

    group by path
),

step_1 as (
    select distinct
        distinct_paths.path,
        events.unit_number,
        events.reached_us as entered_us,
        events.reached_us

    from distinct_paths

    inner join events
        on distinct_paths.unit = events.unit
        and distinct_paths.milestone = events.milestone

    where distinct_paths.required_position = 1
)

{%- for step in range(2, var('funnel_steps_at_most') + 1) %},

-- The earliest event that can be step {{ step }}: no later one leads further.
candidates_{{ step }} as (
    select
        distinct_paths.path,
        distinct_paths.milestone,
        distinct_paths.window_us,
        step_{{ step - 1 }}.unit_number,
        step_{{ step - 1 }}.entered_us,
        step_{{ step - 1 }}.reached_us as previous_us

    from step_{{ step - 1 }}

    inner join distinct_paths
        on step_{{ step - 1 }}.path = distinct_paths.path_before
),

events_{{ step }} as (
    select
        milestone,
        unit_number,
        reached_us

    from events

    where milestone in (
        select milestone from distinct_paths where required_position = {{ step }}
    )
),

step_{{ step }} as (
    select
        candidates_{{ step }}.path,
        candidates_{{ step }}.unit_number,
        candidates_{{ step }}.entered_us,
        events_{{ step }}.reached_us

    from candidates_{{ step }}

    asof join events_{{ step }}
        on candidates_{{ step }}.milestone = events_{{ step }}.milestone
        and candidates_{{ step }}.unit_number = events_{{ step }}.unit_number
        and candidates_{{ step }}.previous_us <= events_{{ step }}.reached_us

    where
        candidates_{{ step }}.window_us is null
        or events_{{ step }}.reached_us
        <= candidates_{{ step }}.entered_us
        + candidates_{{ step }}.window_us
)
{%- endfor %}

{% for step in range(1, var('funnel_steps_at_most') + 1) -%}
select
    path,
    {{ step }} as required_position,
    unit_number,
    entered_us,
    reached_us

from step_{{ step }}
{%- if not loop.last %}

union all

{% endif %}
{%- endfor %}
