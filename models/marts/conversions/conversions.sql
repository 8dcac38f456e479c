{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    on_schema_change='fail'
) }}

with conversions as (
    select * from {{ touched(ref('int_conversions__counted')) }}
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
)

select
    conversions.conversion_id,
    conversions.conversion,
    conversions.conversion_class,
    conversions.visitor_id,
    conversions.session_id,
    conversions.event_source,
    conversions.event_id,
    conversions.transaction_id,
    conversions.occurred_at,
    conversions.conversion_date,
    sessions.channel,
    conversions.value_amount,
    conversions.currency

from conversions

inner join sessions
    on conversions.session_id = sessions.session_id
