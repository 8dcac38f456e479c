with credits as (
    select * from {{ ref('int_touches__credited') }}
    where is_additive
),

customers as (
    select * from {{ ref('int_customers__won') }}
),

rates as (
    select * from {{ ref('int_currency_days__rated') }}
),

-- An amount without a currency is one of a definition: in the currency of the reports.
valued as (
    select
        credits.*,
        customers.conversion_id is not null as is_new_customer,
        case
            when credits.currency is null
                then cast(1 as decimal(20, 10))
            else rates.exchange_rate
        end as exchange_rate

    from credits

    left join customers
        on credits.conversion_id = customers.conversion_id

    left join rates
        on credits.currency = rates.currency
        and credits.conversion_date = rates.amount_date
)

select
    attribution_model,
    conversion_date,
    channel,
    source,
    campaign,
    cast(sum(credit) as decimal(30, 12)) as credited_conversions,
    cast(sum(case when is_new_customer then credit else 0 end) as decimal(30, 12))
        as credited_new_customers,
    cast(
        sum(
            cast(credited_value_amount as decimal(26, 4)) * exchange_rate
        ) as decimal(28, 10)
    ) as credited_value_amount,
    count(
        case
            when credited_value_amount is not null and exchange_rate is null then 1
        end
    ) as unconverted_credits

from valued

group by
    attribution_model,
    conversion_date,
    channel,
    source,
    campaign
