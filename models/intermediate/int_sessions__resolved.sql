with sessions as (
    select * from {{ ref('int_sessions__summarised') }}
),

sources as (
    select * from {{ ref('int_sources__identified') }}
),

-- Own pages are no source: the same host, or one above or below it.
with_referrer as (
    select
        *,
        case
            when not {{ is_same_site('referrer_host', 'landing_page_host') }}
                then referrer_host
        end as outside_host

    from sessions
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

resolved as (
    select
        with_resolution.*,
        referrers.ai_assistant as referring_assistant,
        referrers.source_category as referring_category,
        case source_resolution
            when 'tracker' then tracker_source
            when 'utm' then utm_source
            when 'referrer' then coalesce(referrers.source_name, outside_host)
            else '(direct)'
        end as source,
        case source_resolution
            when 'tracker' then tracker_medium
            when 'utm' then utm_medium
            when 'referrer'
                then
                    case
                        when referrers.ai_assistant is not null then 'ai-assistant'
                        when referrers.source_category = 'search' then 'organic'
                        else 'referral'
                    end
            else '(none)'
        end as medium,
        case source_resolution
            when 'tracker' then tracker_campaign
            when 'utm' then utm_campaign
        end as campaign

    from with_resolution

    left join sources as referrers
        on with_resolution.outside_host = referrers.source
)

select
    resolved.*,
    case
        when source_resolution = 'referrer' then referring_category
        else sources.source_category
    end as source_category,
    coalesce(sources.ai_assistant, resolved.referring_assistant) as ai_assistant

from resolved

left join sources
    on resolved.source = sources.source
