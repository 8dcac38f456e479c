-- Two sessions closer than the timeout are one visit counted twice: more sessions, and
-- a lower session rate. Where more than pauses cuts them, they still must not overlap.
with events as (
    select * from {{ ref('int_events__sessionized') }}
    {%- if var('trust_source_sessions') %}
    where source_session_id is null
    {%- endif %}
),

sessions as (
    select
        session_id,
        visitor_id,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at

    from events

    group by
        session_id,
        visitor_id
),

with_previous as (
    select
        *,
        lag(ended_at) over (
            partition by visitor_id order by started_at, session_id
        ) as previous_ended_at

    from sessions
)

{%- set gap = 0 if var('session_cut_on_new_campaign') or var('session_cut_at_midnight')
    else var('session_timeout_minutes') * 60 %}

select *

from with_previous

where
    previous_ended_at is not null
    and not coalesce(
        started_at > {{ add_seconds('previous_ended_at', gap) }}, false
    )
