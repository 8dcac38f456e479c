with inputs as (
    select * from {{ ref('int_inputs__checked') }}
    where rejection_reason <> 'forgotten'
),

forgotten as (
    select * from {{ ref('int_forgotten_keys__merged') }}
),

rejected as (
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

    -- The row still counts, but a text that names somebody who was forgotten goes.
    select
        inputs.event_source,
        inputs.event_id,
        inputs.event_name,
        inputs.occurred_at,
        inputs.received_at,
        inputs.rejection_reason as reason,
        case
            when forgotten.key_hash is null then inputs.raw_row
            else '(forgotten)'
        end as raw_row

    from inputs

    left join forgotten
        on {{ salted_hash(forgotten_text('inputs.raw_row')) }} = forgotten.key_hash
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
