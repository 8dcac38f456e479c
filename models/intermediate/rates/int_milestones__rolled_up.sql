{{ config(materialized='table') }}

with milestones as (
    select * from {{ ref('int_milestones__dated') }}
),

visits as (
    select * from {{ ref('int_visits__rolled_up') }}
),

visitor_rates as (
    select * from {{ ref('definition_rates') }}
    where
        unit = 'visitor'
        and within_seconds is null
),

-- Distinct visitors are dear to count, so only where a rate needs them.
milestones_of_visitors as (
    select numerator as milestone from visitor_rates

    union distinct

    select denominator as milestone from visitor_rates
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
        case
            when milestones_of_visitors.milestone is not null then sessions.visitor_id
        end as counted_visitor_id,
        sessions.*

    from per_session

    left join milestones_of_visitors
        on per_session.milestone = milestones_of_visitors.milestone

    inner join sessions
        on per_session.session_id = sessions.session_id
),

rolled_up as (
    {{ rollup('with_sessions', {
        'milestone_visitors': 'nullif(count(distinct counted_visitor_id), 0)',
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
    milestone_visitors,
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
    visitors as milestone_visitors,
    sessions,
    sessions as milestone_events

from visits
