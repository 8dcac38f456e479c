{%- set reasons = ['bot', 'internal_traffic', 'test_order', 'refused'] -%}
with raw_rows as (
    select
        event_source,
        event_date,
        cast(sum(raw) as bigint) as raw,
        cast(sum(rejected) as bigint) as rejected,
        cast(sum(forgotten) as bigint) as filtered_forgotten

    from {{ ref('int_raw_events__counted') }}

    group by all
),

with_reasons as (
    select
        cleaned.event_source,
        {{ reporting_date('cleaned.occurred_at') }} as event_date,
        filtered.filter_reason,
        cleaned.has_analytics_consent,
        cleaned.received_at > {{ add_seconds(
            'cleaned.occurred_at', var('late_after_hours') * 3600
        ) }} as is_late

    from {{ ref('int_events__cleaned') }} as cleaned

    left join {{ ref('int_events__filtered') }} as filtered
        on cleaned.event_source = filtered.event_source
        and cleaned.event_id = filtered.event_id
),

cleaned_events as (
    select
        event_source,
        event_date,
        count(*) as events,
        count(case when filter_reason is null then 1 end) as kept,
        {%- for reason in reasons %}
        count(case when filter_reason = '{{ reason }}' then 1 end)
            as filtered_{{ reason }},
        {%- endfor %}
        count(case when filter_reason is null and is_late then 1 end) as late,
        count(case when not has_analytics_consent then 1 end) as refused

    from with_reasons

    group by all
),

joined as (
    select
        {%- for count in ['events', 'kept', 'late', 'refused'] %}
        coalesce(cleaned_events.{{ count }}, 0) as {{ count }},
        {%- endfor %}
        {%- for reason in reasons %}
        coalesce(cleaned_events.filtered_{{ reason }}, 0) as filtered_{{ reason }},
        {%- endfor %}
        raw_rows.*

    from raw_rows

    left join cleaned_events
        on raw_rows.event_source = cleaned_events.event_source
        and raw_rows.event_date = cleaned_events.event_date
),

inputs as (
    select
        event_source,
        event_date,
        count(*) as raw,
        count(case when rejection_reason is null and not is_duplicate then 1 end)
            as kept,
        count(case when is_duplicate then 1 end) as duplicates,
        count(case when rejection_reason <> 'forgotten' then 1 end) as rejected,
        count(case when rejection_reason = 'forgotten' then 1 end) as filtered_forgotten

    from {{ ref('int_inputs__checked') }}

    group by all
)

select
    event_source,
    event_date,
    raw,
    kept,
    raw - events - rejected - filtered_forgotten as duplicates,
    rejected,
    events - kept + filtered_forgotten as filtered,
    {%- for reason in reasons %}
    filtered_{{ reason }},
    {%- endfor %}
    filtered_forgotten,
    late,
    refused,
    {{ rate('refused', 'events') }} as refused_share

from joined

union all

select
    event_source,
    event_date,
    raw,
    kept,
    duplicates,
    rejected,
    filtered_forgotten as filtered,
    {%- for reason in reasons %}
    cast(0 as bigint) as filtered_{{ reason }},
    {%- endfor %}
    filtered_forgotten,
    -- What is told day by day, or after the fact by nature, does not come late.
    cast(0 as bigint) as late,
    cast(0 as bigint) as refused,
    cast(null as double) as refused_share

from inputs
