{{ config(materialized='table') }}

with items as (
    select * from {{ ref('int_items__unnested') }}
),

history as (
    select min(session_date) as first_date
    from {{ ref('int_sessions__attributed') }}
),

-- Each grain by itself: a view in one month and a purchase in the next make a pair in
-- the whole history and in neither month.
in_periods as (
    select
        items.*,
        'month' as period_grain,
        cast({{ dbt.date_trunc('month', 'occurred_date') }} as date) as period_start

    from items

    union all

    select
        items.*,
        'all' as period_grain,
        history.first_date as period_start

    from items

    cross join history
)

select
    period_grain,
    period_start,
    item_id,
    visitor_id,
    min(case when role = 'item_viewed' then occurred_at end) as first_viewed_at,
    min(case when role = 'item_carted' then occurred_at end) as first_carted_at,
    max(case when role = 'item_carted' then occurred_at end) as last_carted_at,
    max(case when role = 'item_bought' then occurred_at end) as last_bought_at,
    {{ as_amount("sum(case when role = 'item_bought' then units else 0 end)") }}
        as units,
    {{ as_amount("sum(case when role = 'item_bought' then revenue_amount end)") }}
        as revenue_amount,
    min(case when role = 'item_bought' and revenue_amount is not null then currency end)
        as lowest_currency,
    max(case when role = 'item_bought' and revenue_amount is not null then currency end)
        as highest_currency

from in_periods

group by
    period_grain,
    period_start,
    item_id,
    visitor_id
