{{ config(
    materialized='view_with_slice',
    tags=['loaded'],
    meta={'is_slice_stored': true}
) }}

with events as (
    select * from {{ ref('int_events__unioned') }}
)

select
    events.*,
    case
        when {{ is_forgotten('events') }} then 'forgotten'
        when events.unreadable_part is not null
            then 'unreadable_' || events.unreadable_part
        when events.event_id is null then 'missing_event_id'
        when events.event_name is null then 'missing_event_name'
        when events.occurred_at is null then 'missing_occurred_at'
        when events.device_id is null and events.user_id is null then 'missing_actor'
        when {{ is_in_the_future('events') }} then 'in_the_future'
    end as rejection_reason

from events

{{ forgotten_joins('events') }}
