{{ config(tags=['slice']) }}

with sessions as (
    select * from {{ ref('int_sessions__summarised') }}
),

sources as (
    select * from {{ ref('int_sources__identified') }}
),

excluded as (
    select * from {{ ref('int_referrers__excluded') }}
),

-- Own pages are no source: the same host, or one above or below it. Nor are pages that
-- visitors pass through.
with_referrer as (
    select
        sessions.*,
        case
            when
                excluded.referrer is null
                and not {{ is_same_site(
                    'sessions.referrer_host', 'sessions.landing_page_host'
                ) }}
                then sessions.referrer_host
        end as outside_host

    from sessions

    left join excluded
        on sessions.referrer_host = excluded.referrer
),

with_resolution as (
    select
        *,
        case
            when coalesce(tracker_source, tracker_medium, tracker_campaign) is not null
                then 'tracker'
            when coalesce(utm_source, utm_medium, utm_campaign) is not null then 'utm'
            when outside_host is not null then 'referrer'
            else 'direct'
        end as source_resolution

    from with_referrer
),

with_referring_site as (
    select
        with_resolution.*,
        sources.source_name as referring_name,
        sources.source_category as referring_category,
        sources.ai_assistant as referring_assistant

    from with_resolution

    left join sources
        on with_resolution.outside_host = sources.source
),

resolved as (
    select
        *,
        case source_resolution
            when 'tracker' then tracker_source
            when 'utm' then utm_source
            when 'referrer' then coalesce(referring_name, outside_host)
            else '(direct)'
        end as source,
        case source_resolution
            when 'tracker' then tracker_medium
            when 'utm' then utm_medium
            when 'referrer'
                then
                    case
                        when referring_assistant is not null then 'ai-assistant'
                        when referring_category = 'search' then 'organic'
                        else 'referral'
                    end
            else '(none)'
        end as medium,
        case source_resolution
            when 'tracker' then tracker_campaign
            when 'utm' then utm_campaign
        end as campaign

    from with_referring_site
)

select
    resolved.*,
    case
        when resolved.source_resolution = 'referrer' then resolved.referring_category
        else sources.source_category
    end as source_category,
    coalesce(sources.ai_assistant, resolved.referring_assistant) as ai_assistant

from resolved

left join sources
    on resolved.source = sources.source
