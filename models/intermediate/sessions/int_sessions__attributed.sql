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
    row_number() over (
        partition by visitor_id order by started_at, session_id
    ) = 1 as is_new_visitor,
    landing_page_path,
    exit_page_path,
    source_resolution,
    source,
    medium,
    campaign,
    channel,
    channel_ga4,
    ai_assistant,
    device_category,
    browser,
    operating_system,
    country

from with_channels
