{{ config(materialized='view_with_slice') }}

with events as (
    select * from {{ touched(ref('int_events__sessionized')) }}
),

-- Columns that only an event on the site can have are left out, and so are null.
offline_events as (
    select
        session_id,
        visitor_id,
        event_source,
        event_id,
        event_name,
        occurred_at,
        received_at,
        device_id,
        user_id,
        value,
        currency,
        transaction_id,
        properties,
        false as is_page_view

    from {{ touched(ref('int_offline_conversions__matched')) }}

    where session_id is not null
),

united as (
    select * from events

    union all by name

    select * from offline_events
)

select * from united
