-- The reason is what the sender of a broken row is told; one that no document explains
-- leaves the row broken.
with rejected as (
    select * from {{ ref('rejected_events') }}
),

known_reasons as (
    select 'missing_event_id' as reason
    union all
    select 'missing_event_name' as reason
    union all
    select 'missing_occurred_at' as reason
    union all
    select 'missing_actor' as reason
    union all
    select 'in_the_future' as reason
    union all
    select 'unreadable_row' as reason
    {%- for column, type in event_columns().items() if type != 'varchar' %}
    union all
    select 'unreadable_{{ column }}' as reason
    {%- endfor %}
)

select
    rejected.rejected_event_id,
    rejected.event_source,
    rejected.reason

from rejected

left join known_reasons
    on rejected.reason = known_reasons.reason

where known_reasons.reason is null
