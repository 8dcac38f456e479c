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
    {%- for layout in input_layouts().values() %}
    {%- for column, type in layout.columns.items() if type != 'varchar' %}
    union distinct
    select 'unreadable_{{ column }}' as reason
    {%- endfor %}
    {%- endfor %}
    {%- for reason in [
        'missing_conversion_name', 'missing_key', 'missing_date', 'missing_platform',
        'missing_cost', 'missing_currency', 'missing_prompt', 'missing_brand',
        'missing_cited', 'negative_cost', 'negative_impressions', 'negative_clicks',
        'unknown_currency', 'sample_size_below_1', 'cited_outside_sample',
        'position_below_1'
    ] %}
    union all
    select '{{ reason }}' as reason
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
