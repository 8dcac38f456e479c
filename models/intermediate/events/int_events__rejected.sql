{{ config(materialized='incremental', incremental_strategy='append') }}

with rejected as (
    select
        event_source,
        event_id,
        event_name,
        occurred_at,
        received_at,
        device_id,
        user_id,
        rejection_reason,
        raw_row

    from {{ loaded(ref('int_events__checked')) }}

    where rejection_reason != 'forgotten'
),

forgotten as (
    select * from {{ ref('int_forgotten_keys__merged') }}
)

-- The row still counts, but a text that names somebody who was forgotten goes.
select
    rejected.* exclude (raw_row),
    case
        when forgotten.key_hash is null then rejected.raw_row
        else '(forgotten)'
    end as raw_row

from rejected

left join forgotten
    on {{ salted_hash(forgotten_text('rejected.raw_row')) }} = forgotten.key_hash
