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

segments as (
    {{ segments_of('sessions') }}
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
dated_sessions as (
    select * from {{ with_segments('sessions_by_conversion', 'sessions') }}
),

converting_sessions as (
    select *
    from {{ with_lone_rows(
        'dated_sessions', ['conversion', 'visitor_id'], kept=['conversion']
    ) }}
),

dated_conversions as (
    select *
    from {{ with_segments('named_conversions', 'sessions', date='conversion_date') }}
),

both_counts as (
    select * from {{ rollup('converting_sessions', ['conversion'],
        sums={'converting_sessions': '1'},
        distinct={'converting_visitors': 'unit_number'}
    ) }}

    union all by name

    select * from {{ rollup('dated_conversions', ['conversion', 'currency'], sums={
        'conversions': '1',
        'valued_conversions': 'case when value_amount is null then 0 else 1 end',
        'value_amount': 'coalesce(value_amount, 0)',
    }) }}
)
{%- set cell = [
    'period_grain', 'period_start', 'dimension', 'dimension_value'
] | join(', ') %}

-- One row per currency, because amounts in two of them add up to nothing.
select
    conversion,
    coalesce(currency, '') as currency,
    {{ cell }},
    {%- for number in [
        'converting_sessions', 'converting_visitors', 'conversions', 'valued_conversions'
    ] %}
    cast(coalesce(sum({{ number }}), 0) as bigint) as {{ number }},
    {%- endfor %}
    cast(coalesce(sum(value_amount), 0) as decimal(38, 4)) as value_amount

from both_counts

group by
    conversion,
    coalesce(currency, ''),
    {{ cell }}
