{{ config(materialized='view_with_slice') }}

with events as (
    select
        *,
        {{ trusted_session_id() }} as trusted_session_id,
        {{ session_bucket() }} as bucket

    from {{ touched(ref('int_events__identified')) }}
),

activity as (
    select * from {{ touched(ref('int_activity__sessionized')) }}
)

select
    activity.session_id,
    events.visitor_id,
    events.identity_level,
    {{ contract_columns('events') }}

from events

-- Every event has its activity. Left: so the many are joined to the few.
left join activity
    on events.visitor_id = activity.visitor_id
    and events.trusted_session_id = activity.trusted_session_id
    and events.bucket = activity.bucket
