-- Two visits run together are one visit too few, and a converting one hides the other:
-- the session rate rises. A session that the tracker cut itself may hold any pause.
with events as (
    select
        session_id,
        event_source,
        event_id,
        occurred_at,
        lag(occurred_at) over (
            partition by session_id order by occurred_at, event_id, event_source
        ) as previous_occurred_at

    from {{ ref('int_events__sessionized') }}
    {%- if var('trust_source_sessions') %}
    where source_session_id is null
    {%- endif %}
)

{%- set timeout = var('session_timeout_minutes') * 60 %}

select *

from events

where
    previous_occurred_at is not null
    and not coalesce(
        occurred_at <= {{ add_seconds('previous_occurred_at', timeout) }}
        {%- if var('session_cut_at_midnight') %}
        and {{ reporting_date('previous_occurred_at') }}
        = {{ reporting_date('occurred_at') }}
        {%- endif %},
        false
    )
