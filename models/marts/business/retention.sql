with counts as (
    select * from {{ ref('int_cohorts__counted') }}
)

select
    period_grain,
    period_start,
    period_number,
    period_days,
    is_mature,
    cohort_users,
    active_users,
    returning_users,
    {{ rate_columns('retention_rate', 'active_users', 'cohort_users') }},
    {{ rate_columns('unbounded_retention_rate', 'returning_users', 'cohort_users') }}

from counts
