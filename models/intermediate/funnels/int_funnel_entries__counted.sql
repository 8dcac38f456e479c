{{ config(materialized='table') }}

with journeys as (
    select * from {{ ref('int_funnel_journeys__described') }}
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
