{{ config(materialized='table') }}

with conversions as (
    select * from {{ ref('int_conversions__counted') }}
),

sessions as (
    select
        *,
        min(session_date) over () as first_date

    from {{ ref('int_sessions__attributed') }}
),

-- Each conversion under its own name, and once more under the name of its class. There
-- an event that counts as two conversions of the class counts once.
named_conversions as (
    select
        conversion,
        session_id,
        conversion_date,
        currency,
        value_amount

    from conversions

    union all

    select
        'any_' || conversion_class as conversion,
        session_id,
        conversion_date,
        max(currency) as currency,
        max(value_amount) as value_amount

    from conversions

    group by
        conversion_class,
        event_source,
        event_id,
        session_id,
        conversion_date
),

sessions_by_conversion as (
    select distinct
        conversion,
        session_id

    from named_conversions
),

-- Sessions belong to the day on which they start, so a session that converts after
-- midnight is a converting session of the day before.
converting_sessions as (
    select
        sessions_by_conversion.conversion,
        sessions.*,
        sessions.session_date as period_date

    from sessions_by_conversion

    inner join sessions
        on sessions_by_conversion.session_id = sessions.session_id
),

-- Conversions belong to the day on which they happen.
dated_conversions as (
    select
        named_conversions.conversion,
        named_conversions.currency,
        named_conversions.value_amount,
        named_conversions.conversion_date as period_date,
        sessions.*

    from named_conversions

    inner join sessions
        on named_conversions.session_id = sessions.session_id
),

both_counts as (
    {{ rollup('converting_sessions', {
        'converting_sessions': 'count(*)',
        'converting_visitors': 'count(distinct visitor_id)',
        'conversions': '0',
        'value_amount': 'cast(null as decimal(18, 4))',
    }, ['conversion']) | indent }}

    union all

    {{ rollup('dated_conversions', {
        'converting_sessions': '0',
        'converting_visitors': '0',
        'conversions': 'count(*)',
        'value_amount':
            'case when coalesce(min(currency) = max(currency), true)'
            ~ ' then sum(value_amount) end',
    }, ['conversion']) | indent }}
)

select
    conversion,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    sum(converting_sessions) as converting_sessions,
    sum(converting_visitors) as converting_visitors,
    sum(conversions) as conversions,
    sum(value_amount) as value_amount

from both_counts

group by
    conversion,
    period_grain,
    period_start,
    dimension,
    dimension_value
