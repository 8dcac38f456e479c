{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=['period_grain', 'period_start', 'dimension', 'dimension_value']
) }}

with visits as (
    select
        *,
        session_date as period_date

    from {{ changing(ref('int_sessions__attributed')) }}
)

{{ rollup('visits', {
    'sessions': 'count(*)',
    'visitors': 'count(distinct visitor_id)',
    'cookieless_visitors':
        'count(distinct case when identity_level < 2 then visitor_id end)',
}) }}
