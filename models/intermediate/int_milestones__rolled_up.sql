{{ config(materialized='table') }}

with milestones as (
    select * from {{ ref('int_milestones__dated') }}
),

visits as (
    select * from {{ ref('int_visits__rolled_up') }}
),

sessions as (
    select
        *,
        session_date as period_date,
        min(session_date) over () as first_date

    from {{ ref('int_sessions__attributed') }}
),

per_session as (
    select
        milestone,
        session_id,
        count(*) as milestone_events

    from milestones

    where milestone <> 'visit'

    group by
        milestone,
        session_id
),

with_sessions as (
    select
        per_session.milestone,
        per_session.milestone_events,
        sessions.*

    from per_session

    inner join sessions
        on per_session.session_id = sessions.session_id
),

rolled_up as (
    {{ rollup('with_sessions', {
        'visitors': 'count(distinct visitor_id)',
        'sessions': 'count(*)',
        'milestone_events': 'cast(sum(milestone_events) as bigint)',
    }, ['milestone']) | indent }}
)

select
    milestone,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    visitors,
    sessions,
    milestone_events

from rolled_up

union all

select
    'visit' as milestone,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    visitors,
    sessions,
    sessions as milestone_events

from visits
