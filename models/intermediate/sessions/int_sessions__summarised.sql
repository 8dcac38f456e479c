{{ config(materialized='table', tags=['slice']) }}

with events as (
    select * from {{ touched(ref('int_events__sessionized')) }}
),

sessions as (
    select
        session_id,
        visitor_id,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        max(identity_level) as identity_level,
        min(case when is_page_view then occurred_at end) as landed_at,
        max(case when is_page_view then occurred_at end) as last_page_view_at,
        count(*) as events,
        count(case when is_page_view then 1 end) as page_views

    from events

    group by all
),

-- The landing event is the first page view, or the first event where there is none.
landing_events as (
    select
        events.*,
        row_number() over (
            partition by events.session_id
            order by events.event_id, events.event_source
        ) as tie_number

    from events

    inner join sessions
        on events.session_id = sessions.session_id
        and events.occurred_at = coalesce(sessions.landed_at, sessions.started_at)

    where events.is_page_view or sessions.landed_at is null
),

exit_events as (
    select
        events.session_id,
        events.page_url,
        row_number() over (
            partition by events.session_id
            order by events.event_id desc, events.event_source desc
        ) as tie_number

    from events

    inner join sessions
        on events.session_id = sessions.session_id
        and events.occurred_at = sessions.last_page_view_at

    where events.is_page_view
),

-- The first source that the tracker names, but for the site itself and pages passed
-- through, such as a payment gateway. A case: comparing is dear.
tracker_sources as (
    select
        session_id,
        nullif(lower(trim(source)), '') as source,
        nullif(lower(trim(medium)), '') as medium,
        nullif(lower(trim(campaign)), '') as campaign,
        row_number() over (
            partition by session_id order by occurred_at, event_id, event_source
        ) as evidence_number

    from events

    where
        case
            when trim(concat(source, medium, campaign)) = '' then false
            when coalesce(lower(trim(source)), '') in (
                select sites.referrer from {{ ref('int_referrers__excluded') }} as sites
            ) then false
            else not {{ is_same_site('lower(trim(source))', url_host('page_url')) }}
        end
)

select
    sessions.session_id,
    sessions.visitor_id,
    sessions.identity_level,
    sessions.started_at,
    sessions.ended_at,
    sessions.events,
    sessions.page_views,
    tracker_sources.source as tracker_source,
    tracker_sources.medium as tracker_medium,
    tracker_sources.campaign as tracker_campaign,
    {{ url_parameter('landing_events.page_url', 'utm_source') }} as utm_source,
    {{ url_parameter('landing_events.page_url', 'utm_medium') }} as utm_medium,
    {{ url_parameter('landing_events.page_url', 'utm_campaign') }} as utm_campaign,
    {{ url_host('landing_events.page_url') }} as landing_page_host,
    {{ url_host('landing_events.referrer_url') }} as referrer_host,
    case
        when sessions.landed_at is not null
            then {{ url_path('landing_events.page_url') }}
    end as landing_page_path,
    {{ url_path('exit_events.page_url') }} as exit_page_path,
    landing_events.device_category,
    landing_events.browser,
    landing_events.operating_system,
    landing_events.country

from sessions

inner join landing_events
    on sessions.session_id = landing_events.session_id and landing_events.tie_number = 1

left join exit_events
    on sessions.session_id = exit_events.session_id and exit_events.tie_number = 1

left join tracker_sources
    on sessions.session_id = tracker_sources.session_id
    and tracker_sources.evidence_number = 1
