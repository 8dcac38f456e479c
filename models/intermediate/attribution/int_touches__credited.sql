{{ config(tags=['slice']) }}

with weighed as (
    select * from {{ ref('int_touches__weighed') }}
),

rates as (
    select * from {{ ref('int_currency_days__rated') }}
),

-- The part of this visit and of those before it: differences of rounded running parts
-- add up to exactly one.
with_running_credit as (
    select
        *,
        cast(
            round(
                cast(
                    sum(weight) over (
                        partition by conversion_id, attribution_model
                        order by touch_number
                    ) as double
                ) / cast(
                    sum(weight) over (
                        partition by conversion_id, attribution_model
                    ) as double
                ), 12
            ) as decimal(13, 12)
        ) as running_credit

    from weighed
),

with_running_value as (
    select
        *,
        cast(
            round(cast(running_credit as decimal(38, 12)) * value_amount, 4)
            as decimal(18, 4)
        ) as running_value

    from with_running_credit
),

with_credit_before as (
    select
        *,
        coalesce(lag(running_credit) over journey, 0) as credit_before,
        coalesce(lag(running_value) over journey, 0) as value_before

    from with_running_value

    window journey as (
        partition by conversion_id, attribution_model order by touch_number
    )
)

-- An amount without a currency is one of a definition: in the currency of the reports.
select
    credits.conversion_id,
    credits.attribution_model,
    credits.is_additive,
    credits.touch_number,
    credits.touches,
    credits.conversion,
    credits.conversion_class,
    credits.visitor_id,
    credits.occurred_at,
    credits.conversion_date,
    credits.currency,
    case
        when credits.currency is null
            then cast(1 as decimal(20, 10))
        else rates.exchange_rate
    end as exchange_rate,
    credits.has_won_customer,
    credits.session_id,
    credits.started_at,
    credits.seconds_before_conversion,
    credits.channel,
    credits.source,
    credits.medium,
    credits.campaign,
    cast(
        case
            when credits.is_additive
                then credits.running_credit - credits.credit_before
            else credits.weight
        end as decimal(13, 12)
    ) as credit,
    case
        when credits.is_additive
            then credits.running_value - credits.value_before
        else credits.value_amount
    end as credited_value_amount

from with_credit_before as credits

left join rates
    on credits.currency = rates.currency
    and credits.conversion_date = rates.amount_date
