{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with events as (
    select *
    from {{ touched(ref('int_events__assigned_to_roles')) }}
    where role in ('item_viewed', 'item_carted', 'item_bought')
),

listed as (
    select
        *,
        {{ each_item('properties') }} as item

    from events
),

described as (
    select
        *,
        {{ first_text(['item.item_id', 'item.product_id', 'item.sku']) }} as item_id,
        {{ first_text(['item.item_name', 'item.name']) }} as item_name,
        {{ first_text(['item.item_category', 'item.category']) }} as item_category,
        {{ as_amount('item.price') }} as price_amount,
        coalesce({{ as_amount('item.quantity') }}, 1) as quantity

    from listed
),

with_amounts as (
    select
        *,
        {{ as_amount('cast(price_amount as double) * quantity') }} as line_amount

    from described
)

select
    role,
    event_source,
    event_id,
    item_id,
    visitor_id,
    occurred_at,
    occurred_date,
    min(item_name) as item_name,
    min(item_category) as item_category,
    {{ as_amount('sum(quantity)') }} as units,
    {{ as_amount('sum(line_amount)') }} as revenue_amount,
    currency

from with_amounts

where item_id is not null

group by
    role,
    event_source,
    event_id,
    item_id,
    visitor_id,
    occurred_at,
    occurred_date,
    currency
