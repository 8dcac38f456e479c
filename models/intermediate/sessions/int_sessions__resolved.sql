{{ config(tags=['slice']) }}
{%- set has_tracker = 'coalesce(tracker_source, tracker_medium, tracker_campaign)'
    ~ ' is not null' %}
{%- set has_utm = has_tracker | replace('tracker', 'utm') %}

with sources as (
    select * from {{ ref('int_sources__identified') }}
),

-- Own pages are no source: the same host, or one above or below it. Nor are pages that
-- visitors pass through.
with_own_site as (
    select
        sessions.*,
        excluded.referrer is not null as is_passed_through,
        coalesce(excluded.is_own_site, false)
        or {{ is_same_site('sessions.referrer_host', 'sessions.landing_page_host') }}
            as is_from_own_site

    from {{ ref('int_sessions__summarised') }} as sessions

    left join {{ ref('int_referrers__excluded') }} as excluded
        on sessions.referrer_host = excluded.referrer
),

with_evidence as (
    select
        with_own_site.*,
        clicks.click_source,
        clicks.click_medium,
        clicks.click_campaign,
        {{ has_utm }} and with_own_site.is_from_own_site as has_internal_utm,
        case
            when {{ has_tracker }} then 'tracker'
            when {{ has_utm }} then 'utm'
        end as told_by,
        {%- for part in ['source', 'medium', 'campaign'] %}
        case when {{ has_tracker }} then tracker_{{ part }} else utm_{{ part }} end
            as told_{{ part }},
        {%- endfor %}
        case
            when not (with_own_site.is_passed_through or with_own_site.is_from_own_site)
                then with_own_site.referrer_host
        end as outside_host

    from with_own_site

    left join {{ ref('int_clicks__identified') }} as clicks
        on with_own_site.landing_parameters = clicks.landing_parameters
),

with_resolution as (
    select
        *,
        case
            -- What was read off a referrer knows nothing of a paid click.
            when
                click_medium is not null and {{ is_correctable_medium('told_medium') }}
                then 'click_id'
            when told_by is not null then told_by
            when click_source is not null then 'click_id'
            when outside_host is not null then 'referrer'
            else 'direct'
        end as source_resolution

    from with_evidence
),

with_sites as (
    select
        resolved.*,
        named.source_name,
        named.source_category,
        coalesce(named.ai_assistant, referring.ai_assistant) as ai_assistant,
        referring.source_name as referring_name,
        case
            when referring.ai_assistant is not null then 'ai-assistant'
            when referring.source_category = 'search' then 'organic'
            else 'referral'
        end as referring_medium

    from with_resolution as resolved

    left join sources as named
        on named.source = case resolved.source_resolution
            when 'click_id' then resolved.click_source
            when 'referrer' then resolved.outside_host
            else resolved.told_source
        end

    left join sources as referring
        on resolved.outside_host = referring.source
)

select
    *,
    case source_resolution
        when 'click_id' then coalesce(source_name, click_source)
        when 'referrer' then coalesce(source_name, outside_host)
        when 'direct' then '(direct)'
        else coalesce(source_name, told_source)
    end as source,
    case
        when source_resolution in ('tracker', 'utm')
            then coalesce(told_medium, click_medium)
        when source_resolution = 'referrer' then referring_medium
        when source_resolution = 'direct' then '(none)'
        when click_medium is not null then click_medium
        -- Some mark free and paid visits alike: then it is what the referrer says.
        when coalesce(source_name, click_source) = referring_name then referring_medium
    end as medium,
    case
        when source_resolution = 'click_id' then coalesce(told_campaign, click_campaign)
        else told_campaign
    end as campaign

from with_sites
