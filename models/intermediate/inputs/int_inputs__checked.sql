with offline_conversions as (
    select
        event_source,
        event_id,
        event_name,
        occurred_at,
        received_at,
        {{ reporting_date('coalesce(occurred_at, received_at)') }} as event_date,
        rejection_reason,
        is_duplicate,
        raw_row

    from {{ ref('int_offline_conversions__checked') }}
),

-- A day of spend is a day of the platform's time zone, and is not moved.
ad_spend as (
    select
        'ad_spend' as event_source,
        cast(null as {{ dbt.type_string() }}) as event_id,
        cast(null as {{ dbt.type_string() }}) as event_name,
        cast(null as timestamp) as occurred_at,
        cast(null as timestamp) as received_at,
        spend_date as event_date,
        rejection_reason,
        is_duplicate,
        raw_row

    from {{ ref('int_ad_spend__checked') }}
),

ai_visibility as (
    select
        'ai_visibility' as event_source,
        cast(null as {{ dbt.type_string() }}) as event_id,
        cast(null as {{ dbt.type_string() }}) as event_name,
        cast(null as timestamp) as occurred_at,
        cast(null as timestamp) as received_at,
        visibility_date as event_date,
        rejection_reason,
        is_duplicate,
        raw_row

    from {{ ref('int_ai_visibility__checked') }}
)

select * from offline_conversions

union all

select * from ad_spend

union all

select * from ai_visibility
