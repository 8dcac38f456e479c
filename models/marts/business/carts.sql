{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    on_schema_change='fail'
) }}

with carts as (
    select * from {{ touched(ref('int_carts__opened')) }}
),

outcomes as (
    select * from {{ touched(ref('int_carts__resolved')) }}
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
)

select
    carts.cart_id,
    carts.visitor_id,
    carts.session_id,
    carts.opened_at,
    carts.last_added_at,
    outcomes.purchased_at,
    outcomes.abandoned_at,
    outcomes.recovered_at,
    sessions.session_date,
    outcomes.transaction_id,
    carts.last_step,
    sessions.channel,
    sessions.device_category,
    sessions.country,
    sessions.landing_page_path,
    outcomes.is_purchased,
    outcomes.is_abandoned,
    outcomes.is_recovered,
    outcomes.is_open,
    cast(carts.additions as integer) as additions,
    outcomes.seconds_to_purchase,
    cast(carts.value_amount as decimal(18, 4)) as value_amount,
    carts.currency

from carts

inner join sessions
    on carts.session_id = sessions.session_id

inner join outcomes
    on carts.cart_id = outcomes.cart_id
