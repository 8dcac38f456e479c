-- An event lost between two layers lowers a number and leaves no trace. Raw rows,
-- copies, refusals and kept events are counted apart, and the audit must say the same.
-- Other inputs, which lie in the audit too, have a guard of their own.
with raw_rows as (
    select
        event_source,
        count(*) as sent

    from {{ ref('int_events__unioned') }}

    group by event_source
),

checked_rows as (
    select
        event_source,
        count(*) as looked_at,
        count(case when rejection_reason is null then 1 end)
        - count(distinct case when rejection_reason is null then event_id end)
            as duplicates,
        count(case when rejection_reason = 'forgotten' then 1 end) as forgotten

    from {{ ref('int_events__checked') }}

    group by event_source
),

kept_events as (
    select
        event_source,
        count(*) as kept

    from {{ ref('int_events__identified') }}

    group by event_source
),

filtered_events as (
    select
        event_source,
        count(*) as filtered

    from {{ ref('int_events__filtered') }}

    group by event_source
),

rejected_rows as (
    select
        event_source,
        count(*) as rejected

    from {{ ref('rejected_events') }}

    where event_source not in ('offline', 'ad_spend', 'ai_visibility')

    group by event_source
),

audit as (
    select
        event_source,
        sum(raw) as audited_raw,
        sum(kept) as audited_kept,
        sum(duplicates) as audited_duplicates,
        sum(rejected) as audited_rejected,
        sum(filtered) as audited_filtered

    from {{ ref('event_audit') }}

    where event_source not in ('offline', 'ad_spend', 'ai_visibility')

    group by event_source
),

sources as (
    select event_source from raw_rows
    union distinct
    select event_source from checked_rows
    union distinct
    select event_source from kept_events
    union distinct
    select event_source from filtered_events
    union distinct
    select event_source from rejected_rows
    union distinct
    select event_source from audit
),

counts as (
    select
        sources.event_source,
        coalesce(raw_rows.sent, 0) as sent,
        coalesce(checked_rows.looked_at, 0) as looked_at,
        coalesce(checked_rows.duplicates, 0) as duplicates,
        coalesce(kept_events.kept, 0) as kept,
        coalesce(filtered_events.filtered, 0)
        + coalesce(checked_rows.forgotten, 0) as filtered,
        coalesce(rejected_rows.rejected, 0) as rejected,
        coalesce(audit.audited_raw, 0) as audited_raw,
        coalesce(audit.audited_kept, 0) as audited_kept,
        coalesce(audit.audited_duplicates, 0) as audited_duplicates,
        coalesce(audit.audited_rejected, 0) as audited_rejected,
        coalesce(audit.audited_filtered, 0) as audited_filtered

    from sources

    left join raw_rows
        on sources.event_source = raw_rows.event_source

    left join checked_rows
        on sources.event_source = checked_rows.event_source

    left join kept_events
        on sources.event_source = kept_events.event_source

    left join filtered_events
        on sources.event_source = filtered_events.event_source

    left join rejected_rows
        on sources.event_source = rejected_rows.event_source

    left join audit
        on sources.event_source = audit.event_source
)

select *

from counts

where
    sent is distinct from looked_at
    or sent is distinct from kept + duplicates + rejected + filtered
    or sent is distinct from audited_raw
    or kept is distinct from audited_kept
    or duplicates is distinct from audited_duplicates
    or rejected is distinct from audited_rejected
    or filtered is distinct from audited_filtered
