with events as (
    select * from {{ ref('int_events__unioned') }}
)

select
    *,
    case
        when unreadable_part is not null then 'unreadable_' || unreadable_part
        when event_id is null then 'missing_event_id'
        when event_name is null then 'missing_event_name'
        when occurred_at is null then 'missing_occurred_at'
        when device_id is null and user_id is null then 'missing_actor'
        when {{ is_in_the_future() }} then 'in_the_future'
    end as rejection_reason

from events
