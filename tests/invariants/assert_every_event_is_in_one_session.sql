-- An event in no session is missing from every rate, and one in two sessions counts
-- twice; the number of events stays plausible either way.
with events as (
    select * from {{ ref('int_events__identified') }}
),

placed_events as (
    select * from {{ ref('int_events__sessionized') }}
),

sessions as (
    select * from {{ ref('sessions') }}
),

sessions_per_event as (
    select
        placed_events.event_source,
        placed_events.event_id,
        count(sessions.session_id) as sessions

    from placed_events

    left join sessions
        on placed_events.session_id = sessions.session_id
        and placed_events.visitor_id = sessions.visitor_id

    group by
        placed_events.event_source,
        placed_events.event_id
)

select
    coalesce(events.event_source, sessions_per_event.event_source) as event_source,
    coalesce(events.event_id, sessions_per_event.event_id) as event_id,
    events.visitor_id,
    events.occurred_at,
    sessions_per_event.sessions

from events

full outer join sessions_per_event
    on events.event_source = sessions_per_event.event_source
    and events.event_id = sessions_per_event.event_id

where
    events.event_id is null
    or sessions_per_event.sessions is distinct from 1
