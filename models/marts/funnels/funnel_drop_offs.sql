{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    on_schema_change='fail'
) }}

with drop_offs as (
    select * from {{ ref('int_funnel_drop_offs__explained') }}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
),

events as (
    select
        *,
        {{ microseconds('occurred_at') }} as occurred_us

    from {{ touched(ref('int_events__sessionized')) }}
),

first_events as (
    select *
    from events
    qualify row_number() over (
        partition by visitor_id, occurred_us order by event_id, event_source
    ) = 1
),

described as (
    select
        drop_offs.*,
        steps.step_number as furthest_step,
        case when steps.ordering != 'unordered' then steps.milestone end
            as furthest_milestone,
        sessions.visitor_id,
        sessions.channel,
        sessions.device_category

    from drop_offs

    inner join steps
        on drop_offs.funnel = steps.funnel
        and drop_offs.furthest_position = steps.step_position

    inner join sessions
        on drop_offs.session_id = sessions.session_id
),

-- What the tracker sends together with a step is no answer to it: hence strictly after.
-- Of several events at the next instant the lowest id is told.
with_next_events as (
    select
        described.*,
        events.event_name as next_event_name,
        events.page_url as next_page_url,
        events.occurred_at as next_event_at,
        events.session_id as next_session_id

    from described

    asof left join first_events as events
        on described.visitor_id = events.visitor_id
        and described.furthest_us < events.occurred_us
)

select
    funnel,
    unit,
    case unit
        when 'session' then session_id
        else visitor_id
    end as unit_id,
    visitor_id,
    session_id,
    {{ from_microseconds('entered_us') }} as entered_at,
    furthest_step,
    furthest_milestone,
    {{ from_microseconds('furthest_us') }} as furthest_step_at,
    missing_step,
    missing_milestone,
    drop_off_reason,
    {{ from_microseconds('missed_us') }} as missed_at,
    has_every_milestone,
    next_event_name,
    {{ url_path('next_page_url') }} as next_page_path,
    next_event_at,
    coalesce(next_session_id != session_id, false) as is_next_visit,
    channel,
    device_category

from with_next_events
