{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['event_source', 'event_id']
) }}

-- depends_on: {{ ref('int_events__arrived') }}
-- Without raw_row, which is made text only where somebody asks for it.
with valid_events as (
    select
        {{ contract_columns('checked_events') | indent(4) }}

    from {{ loaded(ref('int_events__checked')) }} as checked_events

    where rejection_reason is null
    {%- if not builds_whole() %}

    union all

    select
        {{ contract_columns('kept_before') | indent(4) }}

    from {{ arrived(this, ['event_source', 'event_id']) }} as kept_before
    {%- endif %}
),

repeated_ids as (
    select
        event_source,
        event_id

    from valid_events

    group by
        event_source,
        event_id

    having count(*) > 1
),

-- Only repeated events are sorted: ranking them all would be the dearest step here.
repeated_events as (
    select
        {{ contract_columns('valid_events') | indent(4) }},
        row_number() over (
            partition by valid_events.event_source, valid_events.event_id
            order by
                valid_events.received_at asc nulls last,
                valid_events.occurred_at asc,
                {{ contract_columns('valid_events') | indent(16) }}
        ) as copy_number

    from valid_events

    inner join repeated_ids
        on valid_events.event_source = repeated_ids.event_source
        and valid_events.event_id = repeated_ids.event_id
),

kept_events as (
    select
        {{ contract_columns('valid_events') }}

    from valid_events

    left join repeated_ids
        on valid_events.event_source = repeated_ids.event_source
        and valid_events.event_id = repeated_ids.event_id

    where repeated_ids.event_id is null

    union all

    select
        {{ contract_columns('repeated_events') }}

    from repeated_events

    where copy_number = 1
)

select * from kept_events
