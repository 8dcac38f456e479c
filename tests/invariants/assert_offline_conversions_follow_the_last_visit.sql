-- A conversion offline that is credited to somebody else's visit, to one that had not
-- begun, or to an older one than the last, moves numbers between channels.
with offline_conversions as (
    select * from {{ ref('offline_conversions') }}
),

sessions as (
    select * from {{ ref('sessions') }}
),

last_visits as (
    select
        offline_conversions.offline_conversion_id,
        max(sessions.started_at) as started_at

    from offline_conversions

    inner join sessions
        on offline_conversions.visitor_id = sessions.visitor_id
        and offline_conversions.occurred_at >= sessions.started_at

    group by offline_conversions.offline_conversion_id
)

select
    offline_conversions.offline_conversion_id,
    offline_conversions.visitor_id,
    offline_conversions.session_id,
    offline_conversions.occurred_at,
    sessions.started_at

from offline_conversions

left join sessions
    on offline_conversions.session_id = sessions.session_id

left join last_visits
    on offline_conversions.offline_conversion_id = last_visits.offline_conversion_id

where
    offline_conversions.is_matched
    and (
        offline_conversions.visitor_id is distinct from sessions.visitor_id
        or offline_conversions.channel is distinct from sessions.channel
        or sessions.started_at is distinct from last_visits.started_at
    )
