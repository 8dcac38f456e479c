{{ config(materialized='table') }}
{%- set measures = {
    'reached': 'count(*)',
    'mature_reached': 'count(*) filter (where is_mature)',
    'waiting_here': 'count(*) filter (where is_waiting_here)',
    'reached_while_waiting': 'count(*) filter (where is_waiting_before)',
} -%}
{%- set times = ['seconds_from_entry', 'seconds_from_previous'] -%}
{%- for column in times -%}
    {%- do measures.update({
        'mean_' ~ column: 'avg(' ~ column ~ ')',
        'percentiles_' ~ column: percentiles(column, [0.5, 0.75, 0.9]),
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
),

counts as (
    {{ by_dimension('reached_steps', {
        'funnel': 'funnel',
        'step_position': 'step_position',
        'period_grain': 'period_grain',
        'period_start': 'period_start',
    }, measures) | indent }}
)

select
    funnel,
    step_position,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    reached,
    mature_reached,
    waiting_here,
    reached_while_waiting,
    {%- for column in times %}
    mean_{{ column }},
    percentiles_{{ column }}[1] as median_{{ column }},
    percentiles_{{ column }}[2] as p75_{{ column }},
    percentiles_{{ column }}[3] as p90_{{ column }}{{ "," if not loop.last }}
    {%- endfor %}

from counts
