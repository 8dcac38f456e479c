{{ config(materialized='view_with_slice', meta={'is_slice_stored': true}) }}

-- depends_on: {{ ref('int_visitors__touched') }}
-- The one place that says whose event it is. A view, because the join is cheap and
-- every reader wants other columns.
with events as (
    select * from {{ of_touched_actors(ref('int_events__cleaned')) }}
),

-- Silence is no refusal: a source without consent management sends nothing.
counted_events as (
    select
        *,
        not coalesce(has_analytics_consent, true) as is_refused

    from events

    where not exists (
        select 1
        from {{ ref('int_events__filtered') }} as filtered
        where
            filtered.event_source = events.event_source
            and filtered.event_id = events.event_id
    )
),

devices as (
    select * from {{ ref('int_devices__linked') }}
),

-- Spans of a device do not overlap, so an event meets one at most. Both ends count.
with_logins as (
    select
        counted_events.*,
        coalesce(counted_events.user_id, devices.user_id) as login_id

    from counted_events

    left join devices
        on counted_events.device_id = devices.device_id
        and counted_events.occurred_at >= devices.linked_from_at
        and counted_events.occurred_at <= devices.linked_until_at
)

select
    case
        when is_refused then {{ cookieless_visitor_id() }}
        else coalesce(login_id, device_id)
    end as visitor_id,
    case
        when is_refused then 1
        when login_id is null then 2
        else 3
    end as identity_level,
    {{ contract_columns('with_logins') }}

from with_logins

{{ only_touched() }}
