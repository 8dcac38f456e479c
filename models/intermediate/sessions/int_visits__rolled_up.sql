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

{{ rollup('visits', {
    'sessions': 'count(*)',
    'visitors': count_distinct('visitor_id'),
    'cookieless_visitors':
        count_distinct('case when identity_level < 2 then visitor_id end'),
}) }}
