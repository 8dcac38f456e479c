{{ config(materialized='table') }}

with conversions as (
    select * from {{ ref('int_offline_conversions__checked') }}
    where
        rejection_reason is null
        and not is_duplicate
),

keys as (
    select * from {{ ref('int_offline_keys__listed') }}
),

seen as (
    select * from {{ ref('int_offline_keys__seen') }}
),

sessions as (
    select * from {{ ref('int_sessions__attributed') }}
),

-- An event at the instant of the conversion is before it, and one exactly as long ago
-- as the var allows still counts. The surest key wins, then the latest event with it.
candidates as (
    select
        keys.event_id,
        keys.key_type,
        seen.visitor_id,
        seen.occurred_at as seen_at,
        row_number() over (
            partition by keys.event_id
            order by
                keys.key_number asc,
                seen.occurred_at desc,
                seen.event_id desc,
                seen.event_source desc
        ) as candidate_number

    from keys

    inner join seen
        on keys.key_type = seen.key_type
        and keys.key_value = seen.key_value
        and keys.occurred_at >= seen.occurred_at
        and keys.occurred_at <= {{ add_seconds(
            'seen.occurred_at', var('offline_match_days') * 86400
        ) }}
),

matches as (
    select * from candidates
    where candidate_number = 1
),

-- A conversion offline is no visit: it is credited to the visitor's last one before it,
-- which is the matching event's own or a later one.
visits as (
    select
        conversions.event_id,
        matches.key_type,
        matches.visitor_id,
        matches.seen_at,
        sessions.session_id,
        sessions.ended_at,
        row_number() over (
            partition by conversions.event_id
            order by sessions.started_at desc, sessions.session_id desc
        ) as visit_number

    from conversions

    inner join matches
        on conversions.event_id = matches.event_id

    inner join sessions
        on matches.visitor_id = sessions.visitor_id
        and conversions.occurred_at >= sessions.started_at
)

select
    conversions.event_source,
    conversions.event_id,
    conversions.event_name,
    conversions.occurred_at,
    conversions.received_at,
    visits.key_type as matched_by,
    visits.seen_at as matched_event_at,
    visits.visitor_id,
    visits.session_id,
    -- 0 while the visit lasts, such as a call from the page.
    case
        when conversions.occurred_at <= visits.ended_at then 0
        else {{ seconds_between('visits.ended_at', 'conversions.occurred_at') }}
    end as seconds_since_visit,
    conversions.device_id,
    conversions.user_id,
    conversions.value,
    conversions.currency,
    conversions.transaction_id,
    conversions.properties

from conversions

left join visits
    on conversions.event_id = visits.event_id
    and visits.visit_number = 1
