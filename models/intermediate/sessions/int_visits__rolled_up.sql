{{ config(materialized='table') }}

with visits as (
    select
        *,
        session_date as period_date,
        min(session_date) over () as first_date

    from {{ ref('int_sessions__attributed') }}
)

{{ rollup('visits', {
    'sessions': 'count(*)',
    'visitors': 'count(distinct visitor_id)',
    'cookieless_visitors':
        'count(distinct case when identity_level < 2 then visitor_id end)',
    'last_session_date': 'max(period_date)',
}) }}
