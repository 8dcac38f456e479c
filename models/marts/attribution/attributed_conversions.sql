{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    on_schema_change='fail',
    unique_key=['visitor_id', 'attribution_model']
) }}

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
    currency,
    exchange_rate,
    has_won_customer

from credits
