-- Whoever trusts the tracker's sessions wants its numbers: one of its sessions in two,
-- or two in one, and the parity that was asked for is gone.
{{ config(enabled=var('trust_source_sessions', false)) }}

with events as (
    select * from {{ ref('int_events__sessionized') }}
),

split_sessions as (
    select
        visitor_id,
        source_session_id,
        count(distinct session_id) as sessions,
        1 as source_sessions

    from events

    where source_session_id is not null

    group by
        visitor_id,
        source_session_id

    having count(distinct session_id) > 1
),

joined_sessions as (
    select
        visitor_id,
        min(source_session_id) as source_session_id,
        1 as sessions,
        count(distinct coalesce(source_session_id, '')) as source_sessions

    from events

    group by
        visitor_id,
        session_id

    having count(distinct coalesce(source_session_id, '')) > 1
)

select * from split_sessions

union all

select * from joined_sessions
