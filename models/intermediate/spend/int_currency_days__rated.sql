{{ config(materialized='table') }}

with spend as (
    select * from {{ ref('int_ad_spend__checked') }}
    where
        rejection_reason is null
        and not is_duplicate
),

touches as (
    select * from {{ ref('int_touches__listed') }}
),

rates as (
    select * from {{ ref('definition_exchange_rates') }}
),

amounts as (
    select
        currency,
        spend_date as amount_date

    from spend

    union distinct

    select
        currency,
        conversion_date as amount_date

    from touches

    where
        currency is not null
        and value_amount is not null
),

totals as (
    select count(*) as spend_rows from spend
),

dated as (
    select
        amounts.currency,
        amounts.amount_date,
        totals.spend_rows,
        {{ last_by(
            "case when rates.currency = amounts.currency then rates.rate end",
            "coalesce(rates.valid_from, date '0001-01-01')"
        ) }} as own_rate,
        {{ last_by(
            "case when rates.currency = '" ~ var('reporting_currency')
            ~ "' then rates.rate end",
            "coalesce(rates.valid_from, date '0001-01-01')"
        ) }} as reporting_rate

    from amounts

    cross join totals

    left join rates
        on amounts.amount_date >= coalesce(rates.valid_from, amounts.amount_date)

    group by
        amounts.currency,
        amounts.amount_date,
        totals.spend_rows
)

-- Without ad spend nothing is compared, so nobody has to fill in rates.
select
    currency,
    amount_date,
    cast(
        case
            when currency = '{{ var("reporting_currency") }}' then 1
            when own_rate is not null and reporting_rate is not null
                then round(cast(own_rate as double) / reporting_rate, 10)
            when spend_rows > 0
                then {{ missing_rate('currency', 'amount_date') }}
        end as decimal(20, 10)
    ) as exchange_rate

from dated
