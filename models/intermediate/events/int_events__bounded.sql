{{ config(materialized='table') }}

select
    max(occurred_at) as horizon_at,
    max({{ reporting_date('occurred_at') }}) as horizon_date

from {{ ref('int_events__cleaned') }}
