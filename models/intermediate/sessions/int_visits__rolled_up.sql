{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=['period_grain', 'period_start', 'dimension', 'dimension_value']
) }}

with segments as (
    {{ segments_of(changing(ref('int_sessions__attributed'))) }}
),

sessions as (
    select * from {{ numbered_sessions(
        changing(ref('int_sessions__attributed')), ['visitor_id', 'identity_level']
    ) }}
),

visits as (
    select *
    from {{ with_lone_rows('sessions', ['visitor_id'], kept=['identity_level']) }}
)

select
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(sessions as bigint) as sessions,
    cast(visitors as bigint) as visitors,
    cast(cookieless_visitors as bigint) as cookieless_visitors

from {{ rollup('visits',
    sums={'sessions': '1'},
    distinct={
        'visitors': 'unit_number',
        'cookieless_visitors': 'case when identity_level < 2 then unit_number end',
    }
) }}
