{#- An event that may fill another step too counts strictly between its neighbours only:
    so an optional step never takes what a required one needs. -#}
{%- set is_in_time -%}
coalesce(
            hits.reached_us <= gaps.ends_us
            - cast(steps.is_shared and gaps.has_next_step as integer),
            hits.reached_us is not null
        )
{%- endset -%}
{%- set places = range(1, var('funnel_steps_at_most')) -%}
{{ config(materialized='table', tags=['slice']) }}

with gaps as (
    select * from {{ ref('int_funnel_gaps__listed') }}
),

steps as (
    select
        *,
        steps_required = 0 as is_mirrored,
        row_number() over (
            partition by funnel, steps_required
            order by
                case when steps_required = 0 then -step_position else step_position end
        ) as place_in_gap

    from {{ ref('int_funnel_steps__planned') }}

    where
        is_optional
        and ordering = 'ordered'
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

hits as (
    select distinct
        steps.is_mirrored,
        steps.milestone,
        events.unit_number,
        case when steps.is_mirrored then -events.reached_us else events.reached_us end
            as reached_us

    from steps

    inner join events
        on steps.unit = events.unit
        and steps.milestone = events.milestone
),

place_0 as (
    select distinct
        funnel,
        gap,
        unit_number,
        begins_us,
        ends_us,
        has_next_step,
        cast(null as integer) as step_position,
        false as is_filled,
        begins_us as reached_us

    from gaps
)

{%- for place in places %},

place_{{ place }} as (
    select
        gaps.funnel,
        gaps.gap,
        gaps.unit_number,
        gaps.begins_us,
        gaps.ends_us,
        gaps.has_next_step,
        steps.step_position,
        {{ is_in_time }} as is_filled,
        case when {{ is_in_time }} then hits.reached_us else gaps.reached_us end
            as reached_us

    from place_{{ place - 1 }} as gaps

    inner join steps
        on gaps.funnel = steps.funnel
        and gaps.gap = steps.steps_required
        and steps.place_in_gap = {{ place }}

    asof left join hits
        on steps.is_mirrored = hits.is_mirrored
        and steps.milestone = hits.milestone
        and gaps.unit_number = hits.unit_number
        and gaps.reached_us + cast(steps.is_shared as integer) <= hits.reached_us
)
{%- endfor %}

{% for place in places -%}
select
    funnel,
    gap,
    unit_number,
    begins_us,
    ends_us,
    has_next_step,
    step_position,
    case when gap = 0 then -reached_us else reached_us end as reached_us

from place_{{ place }}

where is_filled
{%- if not loop.last %}

union all

{% endif %}
{%- endfor %}
