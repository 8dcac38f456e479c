{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['event_source', 'event_id']
) }}

-- depends_on: {{ ref('int_events__arrived') }}
with valid_events as {{ read_each_time() }}(
    select
        {{ contract_columns('checked_events') | indent(4) }},
        {{ short_hash(['event_source', 'event_id']) }} as key_hash

    from {{ loaded(ref('int_events__checked')) }} as checked_events

    where rejection_reason is null
    {%- if not builds_whole() %}

    union all

    select
        {{ contract_columns('kept_before') | indent(4) }},
        {{ short_hash(['event_source', 'event_id']) }} as key_hash

    from {{ arrived(this, ['event_source', 'event_id']) }} as kept_before
    {%- endif %}
),

-- Numbers are grouped at a fraction of what ids cost. Two ids may share one; they are
-- told apart where copies are ranked.
repeated_hashes as (
    select key_hash
    from valid_events
    group by key_hash
    having count(*) > 1
),

-- Only repeated events are sorted: ranking them all would be the dearest step here.
repeated_events as (
    select
        {{ contract_columns('valid_events') | indent(4) }},
        row_number() over (
            partition by event_source, event_id
            order by
                received_at asc nulls last,
                occurred_at asc,
                {{ contract_columns('valid_events') | indent(16) }}
        ) as copy_number

    from valid_events

    where key_hash in (select repeated_hashes.key_hash from repeated_hashes)
)

select
    {{ contract_columns('valid_events') }}

from valid_events

where key_hash not in (select repeated_hashes.key_hash from repeated_hashes)

union all

select
    {{ contract_columns('repeated_events') }}

from repeated_events

where copy_number = 1
