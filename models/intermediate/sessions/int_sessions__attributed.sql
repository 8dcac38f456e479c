{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with sessions as (
    select
        *,
        ai_assistant is not null as is_ai_assistant

    from {{ touched(ref('int_sessions__resolved')) }}
),

channels as (
    select * from {{ ref('int_channels__assigned') }}
),

with_channels as (
    select
        sessions.*,
        channels.channel,
        channels.channel_ga4

    from sessions

    left join channels
        on sessions.is_ai_assistant = channels.is_ai_assistant
        and sessions.source is not distinct from channels.source
        and sessions.medium is not distinct from channels.medium
        and sessions.campaign is not distinct from channels.campaign
        and sessions.source_category is not distinct from channels.source_category
),

-- A stretch is a session with a source and the direct ones after it; the stretch 0 has
-- no source.
with_stretches as (
    select
        *,
        row_number() over in_order as session_number,
        sum(
            case
                when source_resolution = 'direct' or source = '(direct)' then 0
                else 1
            end
        ) over in_order as stretch

    from with_channels

    window in_order as (
        partition by visitor_id order by started_at, session_id
        rows between unbounded preceding and current row
    )
),

with_last_non_direct as (
    select
        *,
        {%- for column in ['source', 'medium', 'campaign', 'channel'] %}
        first_value({{ column }}) over since_source as first_{{ column }},
        {%- endfor %}
        first_value(started_at) over since_source as first_started_at

    from with_stretches

    window since_source as (
        partition by visitor_id, stretch order by session_number
    )
)

select
    session_id,
    visitor_id,
    identity_level,
    started_at,
    ended_at,
    {{ reporting_date('started_at') }} as session_date,
    events,
    page_views,
    session_number = 1 as is_new_visitor,
    landing_page_path,
    exit_page_path,
    source_resolution,
    source,
    medium,
    campaign,
    channel,
    channel_ga4,
    {%- for column in ['source', 'medium', 'campaign', 'channel'] %}
    case
        when stretch > 0 and started_at <= {{ add_seconds(
            'first_started_at', var('last_non_direct_lookback_days') * 86400
        ) }}
            then first_{{ column }}
        else {{ column }}
    end as last_non_direct_{{ column }},
    {%- endfor %}
    sent_source,
    sent_medium,
    sent_campaign,
    has_internal_utm,
    ai_assistant,
    has_text_fragment,
    device_category,
    browser,
    operating_system,
    country

from with_last_non_direct
