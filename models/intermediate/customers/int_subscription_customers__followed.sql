{{ config(materialized='table') }}

with changes as (
    select
        *,
        lead(changed_date) over (
            partition by visitor_id order by changed_at
        ) as next_changed_date

    from {{ ref('int_subscriptions__tracked') }}
),

months as (
    select * from {{ ref('int_subscription_months__listed') }}
),

-- What held when the month began, what changed in it, and what held when it ended.
states as (
    select
        months.period_start,
        changes.*,
        changes.changed_date < months.period_start as held_at_start,
        coalesce(changes.next_changed_date >= months.next_start_date, true)
            as held_at_end

    from months

    inner join changes
        on months.next_start_date > changes.changed_date
        and coalesce(months.period_start <= changes.next_changed_date, true)
),

customers as (
    select
        period_start,
        visitor_id,
        max(case when is_subscribed and held_at_start then 1 else 0 end) as at_start,
        max(case when is_subscribed and held_at_end then 1 else 0 end) as at_end,
        max(case when is_subscribed then 1 else 0 end) as ever,
        max(case when has_upgrade and not held_at_start then 1 else 0 end) as upgrades,
        max(case when held_at_start then monthly_amount end) as start_monthly_amount,
        max(case when held_at_end then monthly_amount end) as end_monthly_amount,
        max(case when held_at_start then currency end) as start_currency,
        max(case when held_at_end then currency end) as end_currency

    from states

    group by
        period_start,
        visitor_id
)

select
    period_start,
    visitor_id,
    at_start = 1 as is_customer_at_start,
    at_end = 1 as is_customer_at_end,
    at_start = 0 as is_new_customer,
    at_start = 1 and upgrades = 1 as is_upgraded,
    at_start = 1 and at_end = 0 as is_cancelled,
    start_monthly_amount,
    end_monthly_amount,
    start_currency,
    end_currency

from customers

where ever = 1
