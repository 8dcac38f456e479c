with sums as (
    select * from {{ ref('int_items__rolled_up') }}
),

items as (
    select * from {{ ref('int_items__unnested') }}
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
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

counts as (
    select
        item_id,
        period_grain,
        period_start,
        cast(sum(viewers) as bigint) as viewers,
        cast(sum(carters) as bigint) as carters,
        cast(sum(buyers) as bigint) as buyers,
        cast(sum(viewers_who_carted) as bigint) as viewers_who_carted,
        cast(sum(carters_who_bought) as bigint) as carters_who_bought,
        cast(sum(viewers_who_bought) as bigint) as viewers_who_bought,
        {{ as_amount('sum(units)') }} as units,
        case when sum(priced_items) > 0 then {{ as_amount('sum(revenue_amount)') }} end
            as revenue_sum,
        min(nullif(currency, '')) as lowest_currency,
        max(nullif(currency, '')) as highest_currency

    from sums

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
    {{ period_start('counts') }} as period_start,
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

cross join history

inner join names
    on counts.item_id = names.item_id
