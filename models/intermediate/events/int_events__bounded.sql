{{ config(materialized='table') }}

-- What it held before is read by int_visitors__touched.
-- depends_on: {{ ref('int_visitors__touched') }}
select
    max(occurred_at) as horizon_at,
    max({{ reporting_date('occurred_at') }}) as horizon_date,
    {{ 'cast(null as timestamp)' if builds_whole()
        else '(select horizon_at from ' ~ stored('int_events__bounded') ~ ')' }}
        as known_horizon_at

from {{ ref('int_events__cleaned') }}
