{{ config(materialized='table') }}

-- What it held before is read by int_visitors__touched.
-- depends_on: {{ ref('int_visitors__touched') }}
select
    max(occurred_at) as horizon_at,
    max({{ reporting_date('occurred_at') }}) as horizon_date

from {{ ref('int_events__cleaned') }}
