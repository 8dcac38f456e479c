with conversions as (
    select * from {{ ref('int_offline_conversions__matched') }}
),

sessions as (
    select * from {{ ref('int_sessions__attributed') }}
)

select
    conversions.event_id as offline_conversion_id,
    conversions.event_name as conversion_name,
    conversions.occurred_at,
    {{ reporting_date('conversions.occurred_at') }} as conversion_date,
    conversions.transaction_id,
    conversions.session_id is not null as is_matched,
    conversions.matched_by,
    conversions.visitor_id,
    conversions.session_id,
    sessions.channel,
    conversions.matched_event_at,
    conversions.seconds_since_visit,
    cast(conversions.value as decimal(18, 4)) as value_amount,
    conversions.currency

from conversions

left join sessions
    on conversions.session_id = sessions.session_id
