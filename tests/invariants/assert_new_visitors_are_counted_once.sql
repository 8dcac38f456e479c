-- Each visitor has one first session. Were it none or two, new and returning visitors
-- would not add up to all of them.
with sessions as (
    select * from {{ ref('sessions') }}
),

visitors as (
    select * from {{ ref('visitors') }}
),

first_sessions as (
    select
        visitor_id,
        count(case when is_new_visitor then 1 end) as first_sessions,
        min(case when is_new_visitor then started_at end) as first_started_at,
        min(started_at) as earliest_started_at

    from sessions

    group by visitor_id
)

select
    coalesce(visitors.visitor_id, first_sessions.visitor_id) as visitor_id,
    visitors.first_seen_at,
    first_sessions.first_sessions,
    first_sessions.first_started_at

from visitors

full outer join first_sessions
    on visitors.visitor_id = first_sessions.visitor_id

where
    visitors.visitor_id is null
    or first_sessions.first_sessions is distinct from 1
    or first_sessions.first_started_at
    is distinct from first_sessions.earliest_started_at
    or visitors.first_seen_at is distinct from first_sessions.earliest_started_at
