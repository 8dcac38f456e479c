-- Whoever is a customer when a month ends is one when the next begins, and is found
-- again from the events alone: the last start lies after the last end. Where both
-- happened at one instant the two times do not tell, so either count is right.
with milestones as (
    select
        *,
        {{ reporting_date('occurred_at') }} as occurred_date

    from {{ ref('int_events__matched_to_milestones') }}
),

roles as (
    select * from {{ ref('definition_roles') }}
),

months as (
    select
        *,
        lead(period_start) over (order by period_start) as next_start,
        lead(customers_at_start) over (order by period_start) as next_customers,
        cast({{ dbt.dateadd('month', 1, 'period_start') }} as date) as expected_start

    from {{ ref('subscription_months') }}
),

events as (
    select
        roles.role,
        milestones.visitor_id,
        milestones.occurred_at,
        milestones.occurred_date

    from milestones

    inner join roles
        on milestones.milestone = roles.milestone

    where roles.role in ('subscription_started', 'subscription_cancelled')
),

last_events as (
    select
        months.period_start,
        events.visitor_id,
        max(
            case when events.role = 'subscription_started' then events.occurred_at end
        ) as started_at,
        max(
            case when events.role = 'subscription_cancelled' then events.occurred_at end
        ) as ended_at

    from months

    inner join events
        on months.period_start > events.occurred_date

    group by
        months.period_start,
        events.visitor_id
),

counted as (
    select
        period_start,
        count(case when coalesce(started_at > ended_at, true) then started_at end)
            as fewest_customers,
        count(case when coalesce(started_at >= ended_at, true) then started_at end)
            as most_customers

    from last_events

    group by period_start
),

compared as (
    select
        months.*,
        coalesce(counted.fewest_customers, 0) as fewest_customers,
        coalesce(counted.most_customers, 0) as most_customers

    from months

    left join counted
        on months.period_start = counted.period_start
)

select
    period_start,
    customers_at_start,
    customers_at_end,
    fewest_customers,
    most_customers,
    next_start,
    next_customers

from compared

where
    not coalesce(
        customers_at_start >= fewest_customers and customers_at_start <= most_customers,
        false
    )
    or next_start <> expected_start
    or next_customers <> customers_at_end
    or customers_at_end is null

union all

select
    cast(null as date) as period_start,
    0 as customers_at_start,
    0 as customers_at_end,
    count(*) as fewest_customers,
    count(*) as most_customers,
    cast(null as date) as next_start,
    0 as next_customers

from events

where
    role = 'subscription_started'
    and not exists (
        select 1
        from months
    )

having count(*) > 0
