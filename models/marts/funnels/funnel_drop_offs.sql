with drop_offs as (
    select * from {{ ref('int_funnel_drop_offs__explained') }}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

sessions as (
    select * from {{ ref('int_sessions__attributed') }}
),

events as (
    select
        *,
        {{ microseconds('occurred_at') }} as occurred_us

    from {{ ref('int_events__sessionized') }}
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
)

-- What the tracker sends together with a step is no answer to it: hence strictly after.
select
    described.funnel,
    described.unit,
    case described.unit
        when 'session' then described.session_id
        else described.visitor_id
    end as unit_id,
    described.visitor_id,
    described.session_id,
    {{ from_microseconds('described.entered_us') }} as entered_at,
    described.furthest_step,
    described.furthest_milestone,
    {{ from_microseconds('described.furthest_us') }} as furthest_step_at,
    described.missing_step,
    described.missing_milestone,
    described.drop_off_reason,
    {{ from_microseconds('described.missed_us') }} as missed_at,
    described.has_every_milestone,
    events.event_name as next_event_name,
    {{ url_path('events.page_url') }} as next_page_path,
    events.occurred_at as next_event_at,
    coalesce(events.session_id != described.session_id, false) as is_next_visit,
    described.channel,
    described.device_category

from described

asof left join events
    on described.visitor_id = events.visitor_id
    and described.furthest_us < events.occurred_us
