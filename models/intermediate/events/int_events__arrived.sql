{{ config(materialized='table') }}

with new_events as (
    select
        event_source,
        event_id,
        device_id,
        user_id,
        occurred_at,
        has_analytics_consent,
        transaction_id

    from {{ loaded(ref('int_events__checked')) }}

    where
        rejection_reason is null
        and {{ 'false' if builds_whole() else 'true' }}
)

select * from new_events
{%- if not builds_whole() %}
{%- set stored_events = stored('int_events__cleaned') %}

union all

-- A copy that arrives now may take the place of the one that is kept.
select
    stored_events.event_source,
    stored_events.event_id,
    stored_events.device_id,
    stored_events.user_id,
    stored_events.occurred_at,
    stored_events.has_analytics_consent,
    stored_events.transaction_id

from {{ stored_events }} as stored_events

where (stored_events.event_source, stored_events.event_id) in (
    select (new_events.event_source, new_events.event_id) from new_events
)
{%- endif %}
