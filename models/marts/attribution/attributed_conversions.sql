with credits as (
    select * from {{ ref('int_touches__credited') }}
)

select
    conversion_id,
    attribution_model,
    touch_number,
    is_additive,
    conversion,
    conversion_class,
    visitor_id,
    occurred_at,
    conversion_date,
    session_id,
    started_at,
    cast(touches as integer) as touches,
    seconds_before_conversion,
    channel,
    source,
    medium,
    campaign,
    credit,
    credited_value_amount,
    currency

from credits
