-- The chain of channels knows only which channel follows which, and yet ends in a
-- conversion exactly as often as the journeys that it was made of. Every visit is a
-- step of it: once in each journey that converts, or else once in one that does not.
with steps as (
    select * from {{ ref('int_channel_steps__counted') }}
),

channels as (
    select * from {{ ref('channel_removal_effects') }}
),

conversions as (
    select * from {{ ref('conversions') }}
    where conversion_class in ({{ attributed_classes() }})
),

touches as (
    select distinct
        conversion_id,
        session_id

    from {{ ref('attributed_conversions') }}
),

sessions as (
    select * from {{ ref('sessions') }}
),

counted_steps as (
    select
        sum(case when from_state = '(start)' then moves else 0 end) as journeys,
        sum(case when to_state = '(conversion)' then moves else 0 end) as converting,
        sum(case when to_state = '(null)' then moves else 0 end) as lost,
        sum(case when to_state not in ('(conversion)', '(null)') then moves else 0 end)
            as visits

    from steps
),

counted_conversions as (
    select count(*) as conversions from conversions
),

counted_touches as (
    select count(*) as touches from touches
),

other_sessions as (
    select count(*) as sessions
    from sessions
    left join touches
        on sessions.session_id = touches.session_id
    where touches.session_id is null
),

rates as (
    select
        min(journey_conversion_rate) as lowest_rate,
        max(journey_conversion_rate) as highest_rate

    from channels
)

select
    counted_steps.*,
    counted_conversions.conversions,
    counted_touches.touches,
    other_sessions.sessions,
    rates.lowest_rate,
    rates.highest_rate

from counted_steps

cross join counted_conversions

cross join counted_touches

cross join other_sessions

cross join rates

where
    counted_steps.journeys <> counted_steps.converting + counted_steps.lost
    or counted_steps.converting <> counted_conversions.conversions
    or counted_steps.visits <> counted_touches.touches + other_sessions.sessions
    or not coalesce(
        abs(
            cast(counted_steps.converting as double) / counted_steps.journeys
            - rates.lowest_rate
        ) < 1e-9
        and abs(rates.highest_rate - rates.lowest_rate) < 1e-9,
        counted_steps.journeys is null
    )
