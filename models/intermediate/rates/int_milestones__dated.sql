{{ config(materialized='view_with_slice') }}

with rates as (
    select * from {{ ref('definition_rates') }}
),

matched as (
    select * from {{ touched(ref('int_events__matched_to_milestones')) }}
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
),

carts as (
    select * from {{ touched(ref('int_carts__resolved')) }}
),

milestones as (
    select distinct
        milestone,
        event_source,
        event_name

    from {{ ref('definition_milestones') }}
),

wanted as (
    select numerator as milestone from rates

    union distinct

    select denominator as milestone from rates
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

reached as (
    select
        milestone,
        event_source,
        event_id,
        session_id,
        occurred_at,
        transaction_id

    from matched

    union all

    select
        milestones.milestone,
        milestones.event_source,
        carts.cart_id as event_id,
        carts.session_id,
        carts.abandoned_at as occurred_at,
        cast(null as varchar) as transaction_id

    from carts

    inner join milestones
        on milestones.event_source = 'carts'
        and milestones.event_name = 'cart_abandoned'

    where carts.is_abandoned

    union all

    select
        wanted_visits.milestone,
        'sessions' as event_source,
        sessions.session_id as event_id,
        sessions.session_id,
        sessions.started_at as occurred_at,
        cast(null as varchar) as transaction_id

    from sessions

    cross join wanted_visits
)

-- An order without a number cannot be recognised again, so it stands for itself.
select
    reached.milestone,
    reached.event_source,
    reached.event_id,
    reached.session_id,
    sessions.visitor_id,
    sessions.session_date,
    reached.occurred_at,
    coalesce(
        'transaction ' || reached.transaction_id,
        'event ' || reached.event_source || ' ' || reached.event_id
    ) as occurrence_key

from reached

inner join wanted
    on reached.milestone = wanted.milestone

inner join sessions
    on reached.session_id = sessions.session_id
