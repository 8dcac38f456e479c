with carts as (
    select * from {{ ref('int_carts__resolved') }}
),

sessions as (
    select * from {{ ref('int_sessions__attributed') }}
)

select
    carts.cart_id,
    carts.visitor_id,
    carts.session_id,
    carts.opened_at,
    carts.last_added_at,
    carts.purchased_at,
    carts.abandoned_at,
    carts.recovered_at,
    sessions.session_date,
    carts.transaction_id,
    carts.last_step,
    sessions.channel,
    sessions.device_category,
    sessions.country,
    sessions.landing_page_path,
    carts.is_purchased,
    carts.is_abandoned,
    carts.is_recovered,
    carts.is_open,
    cast(carts.additions as integer) as additions,
    carts.seconds_to_purchase,
    cast(carts.value_amount as decimal(18, 4)) as value_amount,
    carts.currency

from carts

inner join sessions
    on carts.session_id = sessions.session_id
