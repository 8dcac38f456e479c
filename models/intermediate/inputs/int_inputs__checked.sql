with offline_conversions as (
    select
        *,
        {{ reporting_date('coalesce(occurred_at, received_at)') }} as event_date

    from {{ ref('int_offline_conversions__checked') }}
),

-- What an input does not say is left out, and so is null. A day of spend is a day of
-- the platform's time zone, and is not moved.
ad_spend as (
    select
        'ad_spend' as event_source,
        spend_date as event_date,
        rejection_reason,
        is_duplicate,
        raw_row

    from {{ ref('int_ad_spend__checked') }}
),

ai_visibility as (
    select
        'ai_visibility' as event_source,
        visibility_date as event_date,
        rejection_reason,
        is_duplicate,
        raw_row

    from {{ ref('int_ai_visibility__checked') }}
),

united as (
    select * from offline_conversions

    union all by name

    select * from ad_spend

    union all by name

    select * from ai_visibility
)

select
    event_source,
    event_id,
    event_name,
    occurred_at,
    received_at,
    event_date,
    rejection_reason,
    is_duplicate,
    raw_row

from united
