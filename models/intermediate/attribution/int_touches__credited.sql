with weighed as (
    select * from {{ ref('int_touches__weighed') }}
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

select
    conversion_id,
    attribution_model,
    is_additive,
    touch_number,
    touches,
    conversion,
    conversion_class,
    visitor_id,
    occurred_at,
    conversion_date,
    currency,
    session_id,
    started_at,
    seconds_before_conversion,
    channel,
    source,
    medium,
    campaign,
    cast(
        case when is_additive then running_credit - credit_before else weight end
        as decimal(13, 12)
    ) as credit,
    case when is_additive then running_value - value_before else value_amount end
        as credited_value_amount

from with_credit_before
