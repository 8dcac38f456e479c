with changes as (
    select * from {{ ref('int_subscriptions__tracked') }}
),

horizon as (
    select * from {{ ref('int_events__bounded') }}
),

span as (
    select
        horizon.horizon_date,
        {{ dbt.date_trunc('month', 'min(changes.changed_date)') }} as first_month

    from changes

    cross join horizon

    group by horizon.horizon_date
),

numbers as (
    select
        *,
        {{ each_number(dbt.datediff('first_month', 'horizon_date', 'month')) }}
            as month_number

    from span
),

months as (
    select
        horizon_date,
        cast({{ dbt.dateadd('month', 'month_number', 'first_month') }} as date)
            as period_start,
        cast({{ dbt.dateadd('month', 'month_number + 1', 'first_month') }} as date)
            as next_start_date

    from numbers
)

select
    period_start,
    next_start_date,
    next_start_date <= horizon_date as is_mature

from months
