{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with items as (
    select * from {{ touched(ref('int_items__unnested')) }}
),

-- Each grain by itself: a view in one month and a purchase in the next make a pair in
-- the whole history and in neither month.
in_periods as (
    select
        *,
        'month' as period_grain,
        cast({{ dbt.date_trunc('month', 'occurred_date') }} as date) as period_start

    from items

    union all

    select
        *,
        'all' as period_grain,
        {{ whole_history() }} as period_start

    from items
)

select
    period_grain,
    period_start,
    item_id,
    visitor_id,
    min(case when role = 'item_viewed' then occurred_at end) as first_viewed_at,
    min(case when role = 'item_carted' then occurred_at end) as first_carted_at,
    max(case when role = 'item_carted' then occurred_at end) as last_carted_at,
    max(case when role = 'item_bought' then occurred_at end) as last_bought_at

from in_periods

group by
    period_grain,
    period_start,
    item_id,
    visitor_id
