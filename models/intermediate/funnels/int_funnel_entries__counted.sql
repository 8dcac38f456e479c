{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=['funnel', 'period_grain', 'period_start', 'dimension', 'dimension_value']
) }}

with journeys as (
    select * from {{ with_sessions(
        changing(ref('int_funnel_journeys__best_of_periods')),
        changing(ref('int_sessions__attributed')),
    ) }}
)

{{ by_dimension('journeys', {
    'funnel': 'funnel',
    'period_grain': 'period_grain',
    'period_start': 'period_start',
}, {
    'entered': 'count(*) filter (where not is_excluded)',
    'mature_entered': 'count(*) filter (where not is_excluded and is_mature)',
    'excluded': 'count(*) filter (where is_excluded)',
}) }}
