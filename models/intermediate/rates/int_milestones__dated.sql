{{ config(materialized='view_with_slice') }}

with rates as (
    select * from {{ ref('definition_rates') }}
),

reached as (
    select * from {{ touched(ref('int_milestones__reached')) }}
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
),

-- Visits come from their own table, unless an event is followed from or to one.
wanted_visits as (
    select numerator as milestone from rates
    where numerator = 'visit'

    union distinct

    select denominator as milestone from rates
    where
        denominator = 'visit'
        and within_seconds is not null
),

with_visits as (
    select * from reached

    union all by name

    select
        wanted_visits.milestone,
        'sessions' as event_source,
        sessions.session_id as event_id,
        sessions.session_id,
        sessions.visitor_id,
        sessions.started_at as occurred_at

    from sessions

    cross join wanted_visits
)

-- An order without a number cannot be recognised again, so it stands for itself.
select
    with_visits.milestone,
    with_visits.event_source,
    with_visits.event_id,
    with_visits.session_id,
    with_visits.visitor_id,
    sessions.session_date,
    with_visits.occurred_at,
    coalesce(
        'transaction ' || with_visits.transaction_id,
        'event ' || with_visits.event_source || ' ' || with_visits.event_id
    ) as occurrence_key

from with_visits

inner join sessions
    on with_visits.session_id = sessions.session_id
