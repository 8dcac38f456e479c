{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    on_schema_change='fail'
) }}

with journeys as (
    select
        *,
        times[furthest_position] as furthest_us

    from {{ touched(ref('int_funnel_journeys__judged')) }}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
)

select
    {{ surrogate_key([
        'journeys.funnel', 'journeys.event_source', 'journeys.event_id',
    ]) }} as journey_id,
    journeys.funnel,
    journeys.unit,
    case journeys.unit
        when 'session' then journeys.session_id
        else sessions.visitor_id
    end as unit_id,
    sessions.visitor_id,
    journeys.session_id,
    journeys.event_source,
    journeys.event_id,
    {{ from_microseconds('journeys.entered_us') }} as entered_at,
    journeys.entry_date,
    steps.step_number as furthest_step,
    {{ from_microseconds('journeys.furthest_us') }} as furthest_step_at,
    {{ each_of('journeys.times', from_microseconds('item')) }} as step_times,
    journeys.is_completed,
    case
        when journeys.is_completed then {{ from_microseconds('journeys.furthest_us') }}
    end as completed_at,
    case when journeys.is_completed then journeys.furthest_us - journeys.entered_us end
    / cast(1000000 as double) as seconds_to_complete,
    {{ from_microseconds('journeys.closes_us') }} as closes_at,
    journeys.is_in_progress,
    journeys.is_excluded,
    journeys.is_best_attempt,
    sessions.channel,
    sessions.ai_assistant,
    sessions.device_category,
    sessions.country,
    sessions.campaign,
    sessions.landing_page_path,
    {{ session_dimensions()['visitor_type'] }} as visitor_type

from journeys

inner join steps
    on journeys.funnel = steps.funnel
    and journeys.furthest_position = steps.step_position

inner join sessions
    on journeys.session_id = sessions.session_id
