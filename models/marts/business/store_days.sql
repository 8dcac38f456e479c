with events as (
    select
        *,
        coalesce({{ json_text('properties', 'store_id') }}, '(not set)') as store_id,
        case role
            when 'store_visited'
                then coalesce({{ as_amount(json_text('properties', 'count')) }}, 1)
            else 0
        end as entries

    from {{ ref('int_events__assigned_to_roles') }}

    where role in ('store_visited', 'store_demonstrated', 'store_sold')
),

counts as (
    select
        store_id,
        occurred_date as store_date,
        cast({{ as_amount('sum(entries)') }} as bigint) as visits,
        count(case when role = 'store_demonstrated' then 1 end) as demonstrations,
        count(case when role = 'store_sold' then 1 end) as transactions,
        {{ as_amount("sum(case when role = 'store_sold' then value end)") }}
            as revenue_sum,
        min(case when role = 'store_sold' and value is not null then currency end)
            as lowest_currency,
        max(case when role = 'store_sold' and value is not null then currency end)
            as highest_currency

    from events

    group by
        store_id,
        occurred_date
)

select
    store_id,
    store_date,
    visits,
    demonstrations,
    transactions,
    case
        when coalesce(lowest_currency = highest_currency, true) then revenue_sum
    end as revenue_amount,
    case when lowest_currency = highest_currency then lowest_currency end as currency,
    {{ rate('transactions', 'visits') }} as store_conversion_rate

from counts
