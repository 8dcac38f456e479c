-- A conversion is reported under the visitor, the channel and the time of its session;
-- where the two disagree, rates by channel have a numerator from somewhere else. What
-- happens offline is credited to the visit before it, so it may come after the visit.
with conversions as (
    select * from {{ ref('conversions') }}
),

sessions as (
    select * from {{ ref('sessions') }}
)

select
    conversions.conversion_id,
    conversions.conversion,
    conversions.session_id,
    conversions.visitor_id,
    sessions.visitor_id as session_visitor_id,
    conversions.channel,
    sessions.channel as session_channel,
    conversions.occurred_at,
    sessions.started_at,
    sessions.ended_at

from conversions

left join sessions
    on conversions.session_id = sessions.session_id

where
    sessions.session_id is null
    or conversions.visitor_id is distinct from sessions.visitor_id
    or conversions.channel is distinct from sessions.channel
    or not coalesce(
        conversions.occurred_at >= sessions.started_at
        and (
            conversions.occurred_at <= sessions.ended_at
            or conversions.event_source = 'offline'
        ),
        false
    )
    or conversions.conversion_date
    is distinct from {{ reporting_date('conversions.occurred_at') }}
