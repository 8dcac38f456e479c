{{ config(materialized='table') }}
{%- set measures = {
    'reached': 'count(*)',
    'mature_reached': 'count(*) filter (where is_mature)',
    'waiting_here': 'count(*) filter (where is_waiting_here)',
    'reached_while_waiting': 'count(*) filter (where is_waiting_before)',
} -%}
{%- for column in ['seconds_from_entry', 'seconds_from_previous'] -%}
    {%- do measures.update({
        'mean_' ~ column: 'avg(' ~ column ~ ')',
        'median_' ~ column: percentile(column, 0.5),
        'p75_' ~ column: percentile(column, 0.75),
        'p90_' ~ column: percentile(column, 0.9),
    }) -%}
{%- endfor %}

with journeys as (
    select * from {{ ref('int_funnel_journeys__described') }}
    where not is_excluded
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

-- Only steps that were reached: who reads this fills in the others.
reached_steps as (
    select
        journeys.*,
        steps.step_position,
        journeys.is_in_progress
        and journeys.furthest_position = steps.step_position as is_waiting_here,
        journeys.is_in_progress
        and journeys.furthest_position = steps.previous_position as is_waiting_before,
        -- Optional steps are no part of the way, so they have no times.
        case
            when not steps.is_optional
                then (journeys.times[steps.step_position] - journeys.entered_us)
                    / cast(1000000 as double)
        end as seconds_from_entry,
        case
            when not steps.is_optional
                then (
                    journeys.times[steps.step_position]
                    - journeys.times[steps.previous_position]
                ) / cast(1000000 as double)
        end as seconds_from_previous

    from journeys

    inner join steps
        on journeys.funnel = steps.funnel
        and journeys.times[steps.step_position] is not null
)

{{ by_dimension('reached_steps', {
    'funnel': 'funnel',
    'step_position': 'step_position',
    'period_grain': 'period_grain',
    'period_start': 'period_start',
}, measures) }}
