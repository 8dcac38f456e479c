{{ config(materialized='table') }}

with cohorts as (
    select * from {{ ref('int_cohorts__followed') }}
),

rates as (
    select * from {{ ref('definition_rates') }}
),

horizon as (
    select * from {{ ref('int_events__bounded') }}
),

open_cohorts as (
    select cohorts.*
    from cohorts

    inner join rates
        on cohorts.rate_name = rates.rate

    cross join horizon

    where
        {{ seconds_between('cohorts.entered_at', 'horizon.horizon_at') }}
        < rates.within_seconds
),

segments as (
    {{ segments_of(ref('int_sessions__attributed')) }}
),

with_segments as (
    select *
    from {{ with_segments('open_cohorts', ref('int_sessions__attributed')) }}
)

select
    rate_name,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(open_entries as bigint) as open_entries

from {{ rollup('with_segments', ['rate_name'], sums={'open_entries': '1'}) }}
