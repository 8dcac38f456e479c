{{ config(materialized='table') }}

with joined as (
    select
        visitor_id,
        min(occurred_at) as joined_at,
        min(occurred_date) as joined_date

    from {{ ref('int_events__assigned_to_roles') }}

    where role = 'cohort_joined'

    group by visitor_id
)

select
    'week' as period_grain,
    7 as period_days,
    cast({{ dbt.date_trunc('week', 'joined_date') }} as date) as period_start,
    visitor_id,
    joined_at

from joined

union all

select
    'month' as period_grain,
    30 as period_days,
    cast({{ dbt.date_trunc('month', 'joined_date') }} as date) as period_start,
    visitor_id,
    joined_at

from joined
