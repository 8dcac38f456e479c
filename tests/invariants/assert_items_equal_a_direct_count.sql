-- The mart compares the first and last times of a visitor and an item. Here every view
-- is held against every purchase, and pieces and money are counted event by event.
{%- set numbers = [
    'viewers', 'carters', 'buyers', 'viewers_who_carted', 'carters_who_bought',
    'viewers_who_bought', 'buyers_without_view', 'units', 'revenue_amount'
] %}

with items as (
    select
        *,
        cast({{ dbt.date_trunc('month', 'occurred_date') }} as date) as month_start

    from {{ ref('int_items__unnested') }}
),

history as (
    select min(session_date) as first_date
    from {{ ref('sessions') }}
),

items_in_periods as (
    select
        items.*,
        'month' as period_grain,
        items.month_start as period_start

    from items

    union all

    select
        items.*,
        'all' as period_grain,
        history.first_date as period_start

    from items

    cross join history
),

counted as (
    select
        period_grain,
        period_start,
        item_id,
        count(distinct case when role = 'item_viewed' then visitor_id end) as viewers,
        count(distinct case when role = 'item_carted' then visitor_id end) as carters,
        count(distinct case when role = 'item_bought' then visitor_id end) as buyers,
        sum(case when role = 'item_bought' then units else 0 end) as units,
        sum(case when role = 'item_bought' then revenue_amount end) as revenue_amount,
        count(
            distinct case
                when role = 'item_bought' and revenue_amount is not null then currency
            end
        ) as currencies

    from items_in_periods

    group by
        period_grain,
        period_start,
        item_id
),

steps as (
    select
        later.period_grain,
        later.period_start,
        later.item_id,
        earlier.role || ' ' || later.role as step,
        count(distinct later.visitor_id) as visitors

    from items_in_periods as earlier

    inner join items_in_periods as later
        on earlier.period_grain = later.period_grain
        and earlier.period_start = later.period_start
        and earlier.item_id = later.item_id
        and earlier.visitor_id = later.visitor_id
        and earlier.occurred_at <= later.occurred_at

    group by
        later.period_grain,
        later.period_start,
        later.item_id,
        earlier.role,
        later.role
),

pairs as (
    select
        period_grain,
        period_start,
        item_id,
        sum(case when step = 'item_viewed item_carted' then visitors else 0 end)
            as viewers_who_carted,
        sum(case when step = 'item_carted item_bought' then visitors else 0 end)
            as carters_who_bought,
        sum(case when step = 'item_viewed item_bought' then visitors else 0 end)
            as viewers_who_bought

    from steps

    group by
        period_grain,
        period_start,
        item_id
),

published as (
    select * from {{ ref('product_conversion') }}
),

expected as (
    select
        counted.period_grain,
        counted.period_start,
        counted.item_id,
        counted.viewers,
        counted.carters,
        counted.buyers,
        counted.units,
        case when counted.currencies <= 1 then counted.revenue_amount end
            as revenue_amount,
        pairs.viewers_who_carted,
        pairs.carters_who_bought,
        pairs.viewers_who_bought,
        counted.buyers - pairs.viewers_who_bought as buyers_without_view

    from counted

    inner join pairs
        on counted.period_grain = pairs.period_grain
        and counted.period_start = pairs.period_start
        and counted.item_id = pairs.item_id
),

compared as (
    select
        expected.item_id as expected_item_id,
        expected.period_grain as expected_period_grain,
        expected.period_start as expected_period_start,
        {%- for number in numbers %}
        expected.{{ number }} as expected_{{ number }},
        {%- endfor %}
        published.*

    from published

    full outer join expected
        on published.period_grain = expected.period_grain
        and published.period_start = expected.period_start
        and published.item_id = expected.item_id
)

select *

from compared

where
    false
    {%- for number in numbers %}
    or {{ number }} is distinct from expected_{{ number }}
    {%- endfor %}
