{{ config(
    materialized='incremental', incremental_strategy='replace', unique_key=['visitor_id']
) }}

with carts as (
    select * from {{ touched(ref('int_carts__opened')) }}
),

milestones as (
    select * from {{ touched(ref('int_events__matched_to_milestones')) }}
),

steps as (
    select
        milestone,
        step_number = max(step_number) over () as is_closing

    from {{ ref('definition_cart_steps') }}
),

horizon as (
    select * from {{ ref('int_events__bounded') }}
),

purchases as (
    select
        milestones.visitor_id,
        milestones.occurred_at,
        {{ first_by('milestones.transaction_id', 'milestones.event_id') }}
            as transaction_id

    from milestones

    inner join steps
        on milestones.milestone = steps.milestone
        and steps.is_closing

    group by
        milestones.visitor_id,
        milestones.occurred_at
),

timeline as (
    select
        cart_id,
        visitor_id,
        opened_at as occurred_at,
        cast(null as timestamp) as purchased_at

    from carts

    union all

    select
        cast(null as varchar) as cart_id,
        visitor_id,
        occurred_at,
        occurred_at as purchased_at

    from purchases
),

-- A purchase at the instant of the opening is a purchase of that cart.
with_purchases as (
    select
        cart_id,
        min(purchased_at) over (
            partition by visitor_id order by occurred_at
            range between current row and unbounded following
        ) as next_purchase_at

    from timeline
),

with_windows as (
    select
        carts.*,
        with_purchases.next_purchase_at,
        purchases.transaction_id,
        {{ add_seconds('carts.opened_at', cart_seconds('bought')) }} as closes_at,
        {{ add_seconds('carts.opened_at', cart_seconds('recovered')) }} as lost_at,
        horizon.horizon_at

    from carts

    cross join horizon

    inner join with_purchases
        on carts.cart_id = with_purchases.cart_id

    left join purchases
        on carts.visitor_id = purchases.visitor_id
        and with_purchases.next_purchase_at = purchases.occurred_at
),

with_states as (
    select
        *,
        coalesce(next_purchase_at <= closes_at, false) as is_purchased,
        closes_at <= horizon_at as is_closed,
        case when next_purchase_at <= lost_at then next_purchase_at end as bought_at

    from with_windows
)

select
    cart_id,
    visitor_id,
    session_id,
    is_purchased,
    not is_purchased and is_closed as is_abandoned,
    not is_purchased and bought_at is not null as is_recovered,
    not is_purchased and not is_closed as is_open,
    case when is_purchased then bought_at end as purchased_at,
    case when not is_purchased and is_closed then closes_at end as abandoned_at,
    case when not is_purchased then bought_at end as recovered_at,
    case when bought_at is not null then transaction_id end as transaction_id,
    {{ seconds_between('opened_at', 'bought_at') }} as seconds_to_purchase

from with_states
