with rejected as (
    select
        event_source,
        event_id,
        event_name,
        occurred_at,
        received_at,
        rejection_reason as reason,
        raw_row

    from {{ ref('int_events__rejected') }}

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

    where rejection_reason <> 'forgotten'
),

forgotten as (
    select * from {{ ref('int_forgotten_keys__merged') }}
),

-- The row still counts, but a text that names somebody who was forgotten goes.
without_forgotten as (
    select
        rejected.event_source,
        rejected.reason,
        rejected.event_id,
        rejected.event_name,
        rejected.occurred_at,
        rejected.received_at,
        case
            when forgotten.key_hash is null then rejected.raw_row
            else '(forgotten)'
        end as raw_row

    from rejected

    left join forgotten
        on {{ salted_hash(forgotten_text('rejected.raw_row')) }} = forgotten.key_hash
),

-- The same broken row may come twice, and each time is counted.
numbered as (
    select
        *,
        row_number() over (
            partition by event_source, reason, raw_row order by received_at
        ) as copy_number

    from without_forgotten
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
