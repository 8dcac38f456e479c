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
        session_id,
        visitor_id,
        conversion_date,
        currency,
        value_amount

    from conversions

    union all

    select
        'any_' || conversion_class as conversion,
        session_id,
        visitor_id,
        conversion_date,
        max(currency) as currency,
        max(value_amount) as value_amount

    from conversions

    group by
        conversion_class,
        event_source,
        event_id,
        session_id,
        visitor_id,
        conversion_date
),

sessions_by_conversion as (
    select distinct
        conversion,
        session_id,
        visitor_id

    from named_conversions
),

-- Sessions belong to the day on which they start, conversions to that on which they
-- happen: after midnight a session may convert on the day before.
dated_sessions as (
    select
        *,
        session_date as period_date

    from {{ with_sessions('sessions_by_conversion', 'sessions') }}
),

converting_sessions as (
    select *
    from {{ with_lone_rows('dated_sessions', ['conversion', 'visitor_id']) }}
),

dated_conversions as (
    select
        * exclude (currency),
        coalesce(currency, '') as currency,
        conversion_date as period_date

    from {{ with_sessions('named_conversions', 'sessions') }}
),

both_counts as (
    select
        *,
        '' as currency,
        0 as conversions,
        0 as valued_conversions,
        0 as value_amount

    from {{ rollup('converting_sessions', ['conversion'],
        sums={'converting_sessions': '1'},
        distinct={'converting_visitors': 'visitor_id'}
    ) }}

    union all by name

    select
        *,
        0 as converting_sessions,
        0 as converting_visitors

    from {{ rollup('dated_conversions', ['conversion', 'currency'], sums={
        'conversions': '1',
        'valued_conversions': 'case when value_amount is null then 0 else 1 end',
        'value_amount': 'coalesce(value_amount, 0)',
    }) }}
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
