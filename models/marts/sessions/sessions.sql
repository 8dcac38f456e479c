{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    on_schema_change='fail'
) }}

with sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
),

conversions as (
    select * from {{ touched(ref('conversions')) }}
),

pages as (
    select * from {{ ref('int_landing_pages__judged') }}
),

conversions_per_session as (
    select
        session_id,
        max(case when conversion_class = 'macro' then 1 else 0 end) = 1 as has_macro,
        max(case when conversion_class = 'micro' then 1 else 0 end) = 1 as has_micro,
        count(distinct currency) as currencies,
        sum(value_amount) as value_amount

    from conversions

    group by session_id
),

with_conversions as (
    select
        sessions.*,
        coalesce(conversions_per_session.has_macro, false) as has_macro_conversion,
        coalesce(conversions_per_session.has_micro, false) as has_micro_conversion,
        case
            when coalesce(conversions_per_session.currencies, 0) <= 1
                then coalesce(conversions_per_session.value_amount, 0)
        end as value_amount,
        {{ seconds_between('sessions.started_at', 'sessions.ended_at') }}
            as duration_seconds,
        sessions.channel = '{{ var("dark_ai_channel") }}'
        and pages.path_depth >= {{ var('dark_ai_landing_depth') }}
        and not pages.is_bookmarked as is_dark_ai_candidate

    from sessions

    left join conversions_per_session
        on sessions.session_id = conversions_per_session.session_id

    left join pages
        on sessions.landing_page_path = pages.landing_page_path
)

select
    session_id,
    visitor_id,
    identity_level,
    started_at,
    ended_at,
    session_date,
    source_resolution,
    source,
    medium,
    campaign,
    channel,
    channel_ga4,
    last_non_direct_source,
    last_non_direct_medium,
    last_non_direct_campaign,
    last_non_direct_channel,
    sent_source,
    sent_medium,
    sent_campaign,
    has_internal_utm,
    ai_assistant,
    has_text_fragment,
    coalesce(is_dark_ai_candidate, false) as is_dark_ai_candidate,
    landing_page_path,
    exit_page_path,
    device_category,
    browser,
    operating_system,
    country,
    is_new_visitor,
    -- Exactly the limit is not engaged: GA4 says longer than.
    duration_seconds > {{ var('engaged_session_seconds') }}
    or page_views >= 2
    or has_macro_conversion as is_engaged,
    has_macro_conversion,
    has_micro_conversion,
    cast(events as integer) as events,
    cast(page_views as integer) as page_views,
    duration_seconds,
    cast(value_amount as decimal(18, 4)) as conversion_value_amount

from with_conversions
