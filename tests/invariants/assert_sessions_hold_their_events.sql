-- Duration, page views and engagement are read from the session, not from its events; a
-- summary that has drifted from them makes each of these quietly wrong.
with events as (
    select * from {{ ref('int_events__sessionized') }}
),

sessions as (
    select * from {{ ref('sessions') }}
),

counted as (
    select
        session_id,
        count(distinct visitor_id) as visitors,
        min(visitor_id) as visitor_id,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        count(*) as events,
        count(case when is_page_view then 1 end) as page_views

    from events

    group by session_id
)

select
    coalesce(counted.session_id, sessions.session_id) as session_id,
    counted.visitors,
    counted.started_at,
    sessions.started_at as session_started_at,
    counted.ended_at,
    sessions.ended_at as session_ended_at,
    counted.events,
    sessions.events as session_events,
    counted.page_views,
    sessions.page_views as session_page_views

from counted

full outer join sessions
    on counted.session_id = sessions.session_id

where
    counted.visitors is distinct from 1
    or counted.visitor_id is distinct from sessions.visitor_id
    or counted.started_at is distinct from sessions.started_at
    or counted.ended_at is distinct from sessions.ended_at
    or counted.events is distinct from sessions.events
    or counted.page_views is distinct from sessions.page_views
    or sessions.session_date is distinct from {{ reporting_date('counted.started_at') }}
