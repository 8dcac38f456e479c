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

with_sessions as (
    select
        *,
        session_date as period_date

    from {{ with_sessions('open_cohorts', ref('int_sessions__attributed')) }}
)

select
    rate_name,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(open_entries as bigint) as open_entries

from {{ rollup('with_sessions', ['rate_name'], sums={'open_entries': '1'}) }}
