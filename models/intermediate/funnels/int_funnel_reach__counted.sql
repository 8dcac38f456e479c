{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    tags=['sums'],
    unique_key=['funnel', 'period_grain', 'period_start', 'dimension', 'dimension_value']
) }}
{%- set is_whole = builds_whole() -%}
{%- set cells = ref('int_funnel_cells__changed') -%}
{%- set measures = {
    'reached': 'count(*)',
    'mature_reached': 'count(*) filter (where is_mature)',
    'waiting_here': 'count(*) filter (where is_waiting_here)',
    'reached_while_waiting': 'count(*) filter (where is_waiting_before)',
} -%}
{%- for column in ['from_entry', 'from_previous'] -%}
    {%- do measures.update({
        'mean_seconds_' ~ column:
            'sum(us_' ~ column ~ ') / count(us_' ~ column ~ ') / 1000000.0',
        'percentiles_seconds_' ~ column:
            percentiles('us_' ~ column ~ ' / 1000000.0', [0.5, 0.75, 0.9]),
    }) -%}
{%- endfor %}

with journeys as (
    select * from {{ with_sessions(
        ref('int_funnel_journeys__best_of_periods'), ref('int_sessions__attributed')
    ) }}

    where not is_excluded
    {%- if not is_whole %}
        and (
            period_grain = 'all'
            or (funnel, period_grain, period_start) in (
                select (funnel, period_grain, period_start) from {{ cells }}
            )
        )
    {%- endif %}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

-- Only steps that were reached: who reads this fills in the others.
reached_steps as (
    select
        journeys.funnel,
        journeys.period_grain,
        journeys.period_start,
        journeys.is_mature,
        {%- for dimension in session_dimensions() %}
        journeys.{{ dimension }},
        {%- endfor %}
        steps.step_position,
        journeys.is_in_progress
        and journeys.furthest_position = steps.step_position as is_waiting_here,
        journeys.is_in_progress
        and journeys.furthest_position = steps.previous_position as is_waiting_before,
        -- Optional steps are no part of the way, so they have no times.
        case when not steps.is_optional then journeys.times[steps.step_position] end
        - journeys.entered_us as us_from_entry,
        case when not steps.is_optional then journeys.times[steps.step_position] end
        - journeys.times[steps.previous_position] as us_from_previous

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
    }, measures,
        cells=none if is_whole else cells,
        cell_keys=['funnel', 'period_grain', 'period_start']
    ) | indent }}
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
    mean_seconds_from_entry,
    percentiles_seconds_from_entry[1] as median_seconds_from_entry,
    percentiles_seconds_from_entry[2] as p75_seconds_from_entry,
    percentiles_seconds_from_entry[3] as p90_seconds_from_entry,
    mean_seconds_from_previous,
    percentiles_seconds_from_previous[1] as median_seconds_from_previous,
    percentiles_seconds_from_previous[2] as p75_seconds_from_previous,
    percentiles_seconds_from_previous[3] as p90_seconds_from_previous

from counts
