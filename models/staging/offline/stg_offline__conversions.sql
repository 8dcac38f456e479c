-- depends_on: {{ source('offline', 'conversions') }}
with raw_conversions as (
    {{ read_input('offline_conversions') }}
)

select
    'offline' as event_source,
    -- Where the export has no key, equal rows are copies of one conversion.
    coalesce(
        conversion_id,
        {{ surrogate_key(input_layouts().offline_conversions.columns) }}
    ) as event_id,
    conversion_name as event_name,
    occurred_at,
    received_at,
    device_id,
    user_id,
    {{ salted_hash('click_id') }} as click_id_hash,
    value,
    currency,
    transaction_id,
    properties,
    unreadable_part,
    raw_row

from raw_conversions
