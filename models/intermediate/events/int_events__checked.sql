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
        -- Nothing can occur after it was received. Where the source does not say when
        -- it was, the start of this build is the latest possible moment.
        when
            occurred_at > {{ add_seconds(
                "least(coalesce(received_at, " ~ build_started_at() ~ "), "
                ~ build_started_at() ~ ")",
                var('future_tolerance_minutes') * 60
            ) }}
            then 'in_the_future'
    end as rejection_reason

from events
