-- An event lost between two layers lowers a number and leaves no trace. Raw rows,
-- copies, refusals and kept events are counted apart, and the audit must say the same.
-- The first two layers show what the last build loaded: that is compared with what this
-- load counted, and its events are looked up among all. The rest are sums of all loads.
-- Other inputs, which lie in the audit too, have a guard of their own.
with raw_rows as (
    select * from {{ ref('int_events__unioned') }}
),

checked_rows as (
    select * from {{ ref('int_events__checked') }}
),

loads as (
    select
        *,
        loaded_at = max(loaded_at) over () as is_last_load

    from {{ ref('int_raw_events__counted') }}
),

cleaned_events as (
    select * from {{ ref('int_events__cleaned') }}
),

audit as (
    select *
    from {{ ref('event_audit') }}
    where event_source not in ('offline', 'ad_spend', 'ai_visibility')
),

rejected_rows as (
    select *
    from {{ ref('rejected_events') }}
    where event_source not in ('offline', 'ad_spend', 'ai_visibility')
),

lost_events as (
    select checked_rows.event_source

    from checked_rows

    left join cleaned_events
        on checked_rows.event_source = cleaned_events.event_source
        and checked_rows.event_id = cleaned_events.event_id

    where
        checked_rows.rejection_reason is null
        and cleaned_events.event_id is null
),

{%- set counts = {
    'sent': ['raw_rows', 'count(*)'],
    'looked_at': ['checked_rows', 'count(*)'],
    'refused': [
        'checked_rows',
        "count(case when rejection_reason <> 'forgotten' then 1 end)"
    ],
    'copies': [
        'checked_rows',
        'count(case when rejection_reason is null then 1 end)'
        ~ ' - count(distinct case when rejection_reason is null then event_id end)'
    ],
    'lost': ['lost_events', 'count(*)'],
    'last_loaded': ['loads', 'sum(case when is_last_load then raw end)'],
    'last_refused': ['loads', 'sum(case when is_last_load then rejected end)'],
    'loaded': ['loads', 'sum(raw)'],
    'loaded_refused': ['loads', 'sum(rejected)'],
    'forgotten': ['loads', 'sum(forgotten)'],
    'cleaned': ['cleaned_events', 'count(*)'],
    'kept': [ref('int_events__identified'), 'count(*)'],
    'filtered': [ref('int_events__filtered'), 'count(*)'],
    'rejected': ['rejected_rows', 'count(*)'],
    'audited_raw': ['audit', 'sum(raw)'],
    'audited_kept': ['audit', 'sum(kept)'],
    'audited_duplicates': ['audit', 'sum(duplicates)'],
    'audited_rejected': ['audit', 'sum(rejected)'],
    'audited_filtered': ['audit', 'sum(filtered)'],
} %}

named_counts as (
    {%- for name, (relation, measure) in counts.items() %}
    select
        event_source,
        '{{ name }}' as count_name,
        {{ measure }} as counted

    from {{ relation }}

    group by event_source
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

counts as (
    select
        event_source,
        {%- for name in counts %}
        coalesce(sum(case count_name when '{{ name }}' then counted end), 0)
            as {{ name }}{{ "," if not loop.last }}
        {%- endfor %}

    from named_counts

    group by event_source
),

-- A build without new files has loaded nothing, and the last load is another one's.
with_load as (
    select
        *,
        sum(sent + looked_at) over () > 0 as has_loaded,
        looked_at = loaded as has_loaded_everything

    from counts
)

select *

from with_load

where
    sent <> looked_at
    or lost <> 0
    or (has_loaded and (looked_at <> last_loaded or refused <> last_refused))
    or (has_loaded_everything and copies <> audited_duplicates)
    or cleaned <> kept + filtered
    or rejected <> loaded_refused
    or loaded <> audited_raw
    or kept <> audited_kept
    or loaded <> cleaned + audited_duplicates + rejected + forgotten
    or rejected <> audited_rejected
    or filtered + forgotten <> audited_filtered
    or audited_duplicates < 0
