with rejected as (
    select
        event_source,
        event_id,
        event_name,
        occurred_at,
        received_at,
        rejection_reason as reason,
        raw_row

    from {{ ref('int_events__checked') }}

    where rejection_reason is not null

    union all

    select
        event_source,
        event_id,
        event_name,
        occurred_at,
        received_at,
        rejection_reason as reason,
        raw_row

    from {{ ref('int_inputs__checked') }}

    where rejection_reason is not null
),

-- The same broken row may come twice, and each time is counted.
numbered as (
    select
        *,
        row_number() over (
            partition by event_source, reason, raw_row order by received_at
        ) as copy_number

    from rejected
)

select
    {{ surrogate_key(['event_source', 'reason', 'raw_row', 'copy_number']) }}
        as rejected_event_id,
    event_source,
    reason,
    event_id,
    event_name,
    occurred_at,
    received_at,
    raw_row

from numbered
