-- A sale in a store is on one day of one store, also where the event names no store or
-- no receipt, and a receipt that is sent twice is one sale. So is every demonstration,
-- and nobody is counted at a door that counted nobody.
with milestones as (
    select * from {{ ref('int_events__matched_to_milestones') }}
),

roles as (
    select * from {{ ref('definition_roles') }}
),

events as (
    select distinct
        roles.role,
        milestones.event_source || ' ' || milestones.event_id as event_key,
        case
            when roles.counting = 'once_per_transaction' then milestones.transaction_id
        end as transaction_id

    from milestones

    inner join roles
        on milestones.milestone = roles.milestone
),

expected as (
    select
        count(distinct case role when 'store_sold' then transaction_id end)
        + count(case when role = 'store_sold' and transaction_id is null then 1 end)
            as transactions,
        count(case role when 'store_demonstrated' then 1 end) as demonstrations,
        count(case role when 'store_visited' then 1 end) as visit_events

    from events
),

published as (
    select
        coalesce(sum(transactions), 0) as transactions,
        coalesce(sum(demonstrations), 0) as demonstrations,
        coalesce(sum(visits), 0) as visits

    from {{ ref('store_days') }}
)

select
    published.transactions,
    published.demonstrations,
    published.visits,
    expected.transactions as expected_transactions,
    expected.demonstrations as expected_demonstrations,
    expected.visit_events

from published

cross join expected

where
    published.transactions <> expected.transactions
    or published.demonstrations <> expected.demonstrations
    or (published.visits > 0 and expected.visit_events = 0)
