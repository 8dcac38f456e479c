{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=['item_id', 'currency', 'period_grain', 'period_start']
) }}

with visitors as (
    select * from {{ changing(ref('int_item_visitors__summarised')) }}
),

bought as (
    select
        *,
        case when revenue_amount is not null then coalesce(currency, '') else '' end
            as revenue_currency

    from {{ changing(ref('int_items__unnested')) }}

    where role = 'item_bought'
),

-- A later step counts if it happened at or after the earlier one, in the same period.
both_counts as (
    select
        item_id,
        '' as currency,
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
        0 as priced_items,
        0 as units,
        0 as revenue_amount

    from visitors

    group by
        item_id,
        period_grain,
        period_start

    {%- for grain in ['month', 'all'] %}

    union all

    select
        item_id,
        revenue_currency as currency,
        '{{ grain }}' as period_grain,
        {{ start_of_period(grain, 'occurred_date') }} as period_start,
        0 as viewers,
        0 as carters,
        0 as buyers,
        0 as viewers_who_carted,
        0 as carters_who_bought,
        0 as viewers_who_bought,
        count(revenue_amount) as priced_items,
        coalesce(sum(units), 0) as units,
        coalesce(sum(revenue_amount), 0) as revenue_amount

    from bought

    group by all
    {%- endfor %}
)

{%- set numbers = [
    'viewers', 'carters', 'buyers', 'viewers_who_carted', 'carters_who_bought',
    'viewers_who_bought', 'priced_items',
] %}

select
    item_id,
    currency,
    period_grain,
    period_start,
    {%- for number in numbers %}
    cast(sum({{ number }}) as bigint) as {{ number }},
    {%- endfor %}
    cast(sum(units) as decimal(38, 4)) as units,
    cast(sum(revenue_amount) as decimal(38, 4)) as revenue_amount

from both_counts

group by
    item_id,
    currency,
    period_grain,
    period_start
