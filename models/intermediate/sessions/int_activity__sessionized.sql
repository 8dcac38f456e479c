{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id']
) }}
{%- set cut_on_new_campaign = var('session_cut_on_new_campaign') -%}
{%- set cut_at_midnight = var('session_cut_at_midnight') %}

with events as (
    select * from {{ touched(ref('int_events__identified')) }}
),

-- Sorting buckets instead of events is what makes this cheap.
buckets as (
    select
        visitor_id,
        {{ trusted_session_id() }} as trusted_session_id,
        {{ session_bucket() }} as bucket,
        {%- if cut_on_new_campaign %}
        {{ first_by(event_campaign(), 'event_id') }} as campaign,
        {%- endif %}
        min(occurred_at) as first_event_at,
        max(occurred_at) as last_event_at

    from events

    group by
        visitor_id,
        {{ trusted_session_id() }},
        {{ session_bucket() }}
),

with_previous as (
    select
        *,
        {%- if cut_on_new_campaign %}
        {{ last_known(
            'campaign', 'visitor_id, trusted_session_id', 'first_event_at'
        ) }} as previous_campaign,
        {%- endif %}
        lag(last_event_at) over (
            partition by visitor_id, trusted_session_id
            order by first_event_at
        ) as previous_event_at

    from buckets
),

with_starts as (
    select
        *,
        case
            when previous_event_at is null then true
            when trusted_session_id != '' then false
            {%- if cut_on_new_campaign %}
            when campaign is not null and campaign is distinct from previous_campaign
                then true
            {%- endif %}
            {%- if cut_at_midnight %}
            when
                {{ reporting_date('previous_event_at') }}
                < {{ reporting_date('first_event_at') }}
                then true
            {%- endif %}
            -- A gap of exactly the timeout is still the same session.
            else first_event_at > {{ add_seconds(
                'previous_event_at', var('session_timeout_minutes') * 60
            ) }}
        end as is_session_start

    from with_previous
),

with_session_times as (
    select
        *,
        max(case when is_session_start then first_event_at end) over (
            partition by visitor_id, trusted_session_id
            order by first_event_at
            rows between unbounded preceding and current row
        ) as session_started_at

    from with_starts
)

select
    visitor_id,
    trusted_session_id,
    bucket,
    {{ surrogate_key(['visitor_id', 'trusted_session_id', 'session_started_at']) }}
        as session_id

from with_session_times
