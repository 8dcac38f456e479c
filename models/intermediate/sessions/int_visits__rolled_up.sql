{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=['period_grain', 'period_start', 'dimension', 'dimension_value']
) }}

with sessions as (
    select
        visitor_id,
        identity_level,
        session_date as period_date
        {{- dimension_columns() }}

    from {{ changing(ref('int_sessions__attributed')) }}
),

visits as (
    select * from {{ with_lone_rows('sessions', ['visitor_id']) }}
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
        'visitors': 'visitor_id',
        'cookieless_visitors': 'case when identity_level < 2 then visitor_id end',
    }
) }}
