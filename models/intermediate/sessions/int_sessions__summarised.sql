{{ config(materialized='table', tags=['slice']) }}

with events as {{ read_each_time() }}(
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

-- A session lands with its first page view, or its first event where there is none, and
-- leaves with its last page. The tracker may name a source: neither the site itself nor
-- a page passed through, such as a payment gateway. A case: comparing is dear.
telling_events as (
    select
        events.*,
        coalesce(
            events.occurred_at = coalesce(sessions.landed_at, sessions.started_at)
            and (events.is_page_view or sessions.landed_at is null), false
        ) as is_landing,
        coalesce(
            events.is_page_view
            and events.occurred_at = sessions.last_page_view_at, false
        ) as is_exit,
        case
            when trim(concat(events.source, events.medium, events.campaign)) = ''
                then false
            when coalesce(lower(trim(events.source)), '') in (
                select sites.referrer from {{ ref('int_referrers__excluded') }} as sites
            ) then false
            else not {{ is_same_site(
                'lower(trim(events.source))', url_host('events.page_url')
            ) }}
        end as names_source

    from events

    inner join sessions
        on events.session_id = sessions.session_id
),

-- The first of each kind counts, and of exits the last; of one instant the lowest id.
numbered_events as (
    select
        *,
        count(case when is_landing then 1 end) over by_time as landing_number,
        count(case when names_source then 1 end) over by_time as source_number,
        count(case when is_exit then 1 end) over (
            partition by session_id
        ) - count(case when is_exit then 1 end) over by_time as exits_to_come

    from telling_events

    where is_landing or is_exit or names_source

    window by_time as (
        partition by session_id order by occurred_at, event_id, event_source
    )
)

select
    sessions.session_id,
    sessions.visitor_id,
    sessions.identity_level,
    sessions.started_at,
    sessions.ended_at,
    sessions.events,
    sessions.page_views,
    {%- for part in ['source', 'medium', 'campaign'] %}
    {{ campaign_word('tracker_events.' ~ part) }} as tracker_{{ part }},
    {{ url_parameter('landing_events.page_url', 'utm_' ~ part) }} as utm_{{ part }},
    case
        when tracker_events.session_id is not null
            then nullif(tracker_events.{{ part }}, '')
        else {{ sent_parameter('landing_events.page_url', 'utm_' ~ part) }}
    end as sent_{{ part }},
    {%- endfor %}
    {{ url_parameter_names('landing_events.page_url') }} as landing_parameters,
    {{ url_host('landing_events.page_url') }} as landing_page_host,
    {{ url_host('landing_events.referrer_url') }} as referrer_host,
    case
        when sessions.landed_at is not null
            then {{ url_path('landing_events.page_url') }}
    end as landing_page_path,
    {{ url_path('exit_events.page_url') }} as exit_page_path,
    {{ has_text_fragment('landing_events.page_url') }} as has_text_fragment,
    landing_events.device_category,
    landing_events.browser,
    landing_events.operating_system,
    landing_events.country

from sessions

inner join numbered_events as landing_events
    on sessions.session_id = landing_events.session_id
    and landing_events.is_landing
    and landing_events.landing_number = 1

left join numbered_events as exit_events
    on sessions.session_id = exit_events.session_id
    and exit_events.is_exit
    and exit_events.exits_to_come = 0

left join numbered_events as tracker_events
    on sessions.session_id = tracker_events.session_id
    and tracker_events.names_source
    and tracker_events.source_number = 1
