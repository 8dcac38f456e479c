with visitors as (
    select * from {{ ref('int_item_visitors__summarised') }}
),

items as (
    select * from {{ ref('int_items__unnested') }}
),

names as (
    {%- set order = '(occurred_at, event_id, event_source, role)' %}
    select
        item_id,
        {{ last_by('item_name', order) }} as item_name,
        {{ last_by('item_category', order) }} as item_category

    from items

    group by item_id
),

-- A later step counts if it happened at or after the earlier one, in the same period.
counts as (
    select
        item_id,
        period_grain,
        period_start,
        count(first_viewed_at) as viewers,
        count(first_carted_at) as carters,
        count(last_bought_at) as buyers,
        count(case when first_viewed_at <= last_carted_at then 1 end)
            as viewers_who_carted,
        count(case when first_carted_at <= last_bought_at then 1 end)
            as carters_who_bought,
        count(case when first_viewed_at <= last_bought_at then 1 end)
            as viewers_who_bought,
        {{ as_amount('sum(units)') }} as units,
        {{ as_amount('sum(revenue_amount)') }} as revenue_sum,
        min(lowest_currency) as lowest_currency,
        max(highest_currency) as highest_currency

    from visitors

    group by
        item_id,
        period_grain,
        period_start
)

select
    counts.item_id,
    names.item_name,
    names.item_category,
    counts.period_grain,
    counts.period_start,
    counts.viewers,
    counts.carters,
    counts.buyers,
    counts.viewers_who_carted,
    counts.carters_who_bought,
    counts.viewers_who_bought,
    counts.buyers - counts.viewers_who_bought as buyers_without_view,
    {{ rate_columns('view_to_cart_rate', 'viewers_who_carted', 'viewers') }},
    {{ rate_columns('cart_to_buy_rate', 'carters_who_bought', 'carters') }},
    {{ rate_columns('product_conversion_rate', 'viewers_who_bought', 'viewers') }},
    counts.units,
    case
        when coalesce(counts.lowest_currency = counts.highest_currency, true)
            then counts.revenue_sum
    end as revenue_amount,
    case
        when counts.lowest_currency = counts.highest_currency
            then counts.lowest_currency
    end as currency

from counts

inner join names
    on counts.item_id = names.item_id
