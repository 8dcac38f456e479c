with conversions as (
    select * from {{ ref('stg_offline__conversions') }}
),

with_reasons as (
    select
        conversions.*,
        case
            when {{ is_forgotten('conversions') }} then 'forgotten'
            when conversions.unreadable_part is not null
                then 'unreadable_' || conversions.unreadable_part
            when conversions.event_name is null then 'missing_conversion_name'
            when conversions.occurred_at is null then 'missing_occurred_at'
            when
                coalesce(
                    conversions.user_id,
                    conversions.transaction_id,
                    conversions.click_id_hash,
                    conversions.device_id
                ) is null
                then 'missing_key'
            when {{ is_in_the_future('conversions') }} then 'in_the_future'
        end as rejection_reason

    from conversions

    {{ forgotten_joins('conversions') | indent }}
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
