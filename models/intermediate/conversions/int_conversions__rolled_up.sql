{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=[
        'conversion', 'currency', 'period_grain', 'period_start', 'dimension',
        'dimension_value',
    ]
) }}

with conversions as (
    select * from {{ changing(ref('int_conversions__counted')) }}
),

sessions as (
    select * from {{ changing(ref('int_sessions__attributed')) }}
),

-- Each conversion under its own name, and once more under the name of its class. There
-- an event that counts as two conversions of the class counts once.
named_conversions as (
    select
        conversion,
        visitor_id,
        session_id,
        conversion_date,
        coalesce(currency, '') as currency,
        value_amount

    from conversions

    union all

    select
        'any_' || conversion_class as conversion,
        visitor_id,
        session_id,
        conversion_date,
        coalesce(max(currency), '') as currency,
        max(value_amount) as value_amount

    from conversions

    group by
        conversion_class,
        event_source,
        event_id,
        visitor_id,
        session_id,
        conversion_date
),

sessions_by_conversion as (
    select distinct
        conversion,
        visitor_id,
        session_id

    from named_conversions
),

-- Sessions belong to the day on which they start, conversions to that on which they
-- happen: after midnight a session may convert on the day before.
converting_sessions as (
    select
        *,
        '' as currency,
        session_date as period_date

    from {{ with_sessions('sessions_by_conversion', 'sessions') }}
),

dated_conversions as (
    select
        *,
        conversion_date as period_date

    from {{ with_sessions('named_conversions', 'sessions') }}
),

both_counts as (
    {{ rollup('converting_sessions', {
        'converting_sessions': 'count(*)',
        'converting_visitors': 'count(distinct visitor_id)',
        'conversions': '0', 'valued_conversions': '0', 'value_amount': '0',
    }, ['conversion', 'currency']) | indent }}

    union all

    {{ rollup('dated_conversions', {
        'converting_sessions': '0', 'converting_visitors': '0',
        'conversions': 'count(*)',
        'valued_conversions': 'count(value_amount)',
        'value_amount': 'coalesce(sum(value_amount), 0)',
    }, ['conversion', 'currency']) | indent }}
)

-- One row per currency, because amounts in two of them add up to nothing.
select
    conversion,
    currency,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(sum(converting_sessions) as bigint) as converting_sessions,
    cast(sum(converting_visitors) as bigint) as converting_visitors,
    cast(sum(conversions) as bigint) as conversions,
    cast(sum(valued_conversions) as bigint) as valued_conversions,
    cast(sum(value_amount) as decimal(38, 4)) as value_amount

from both_counts

group by
    conversion,
    currency,
    period_grain,
    period_start,
    dimension,
    dimension_value
