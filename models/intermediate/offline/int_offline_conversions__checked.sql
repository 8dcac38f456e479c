with conversions as (
    select * from {{ ref('stg_offline__conversions') }}
),

with_reasons as (
    select
        *,
        case
            when unreadable_part is not null then 'unreadable_' || unreadable_part
            when event_name is null then 'missing_conversion_name'
            when occurred_at is null then 'missing_occurred_at'
            when coalesce(user_id, transaction_id, click_id_hash, device_id) is null
                then 'missing_key'
            when {{ is_in_the_future() }} then 'in_the_future'
        end as rejection_reason

    from conversions
),

numbered as (
    select
        *,
        row_number() over (
            partition by event_id, rejection_reason is null
            order by received_at asc nulls last, occurred_at asc, raw_row asc
        ) as copy_number

    from with_reasons
)

select
    event_source,
    event_id,
    event_name,
    occurred_at,
    received_at,
    device_id,
    user_id,
    click_id_hash,
    value,
    currency,
    transaction_id,
    properties,
    raw_row,
    rejection_reason,
    rejection_reason is null and copy_number > 1 as is_duplicate

from numbered
