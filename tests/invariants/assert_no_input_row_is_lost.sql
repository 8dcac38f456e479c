-- Rows of the optional inputs are rejected or replaced by rule, and never lost on the
-- way: the audit counts what the files hold, and the marts hold what it calls kept.
with raw_rows as (
    select 'offline' as event_source
    from {{ ref('stg_offline__conversions') }}

    union all

    select 'ad_spend' as event_source
    from {{ ref('int_ad_spend__unioned') }}

    union all

    select 'ai_visibility' as event_source
    from {{ ref('stg_generic__ai_visibility') }}
),

counted as (
    select
        event_source,
        count(*) as sent

    from raw_rows

    group by event_source
),

audit as (
    select
        event_source,
        sum(raw) as audited_raw,
        sum(kept) as audited_kept

    from {{ ref('event_audit') }}

    where event_source in ('offline', 'ad_spend', 'ai_visibility')

    group by event_source
),

kept_rows as (
    select
        'offline' as event_source,
        count(*) as kept,
        0 as amount

    from {{ ref('offline_conversions') }}

    union all

    select
        'ad_spend' as event_source,
        count(*) as kept,
        coalesce(sum(cost), 0) as amount

    from {{ ref('int_ad_spend__checked') }}

    where
        rejection_reason is null
        and not is_duplicate

    union all

    select
        'ai_visibility' as event_source,
        count(*) as kept,
        coalesce(sum(answers), 0) as amount

    from {{ ref('int_ai_visibility__checked') }}

    where
        rejection_reason is null
        and not is_duplicate
),

published as (
    select
        'ad_spend' as event_source,
        coalesce(sum(cost_amount), 0) as amount

    from {{ ref('ad_spend') }}

    union all

    select
        'ai_visibility' as event_source,
        coalesce(sum(answers), 0) as amount

    from {{ ref('ai_visibility') }}
)

select
    kept_rows.event_source,
    counted.sent,
    audit.audited_raw,
    audit.audited_kept,
    kept_rows.kept,
    kept_rows.amount,
    published.amount as published_amount

from kept_rows

left join counted
    on kept_rows.event_source = counted.event_source

left join audit
    on kept_rows.event_source = audit.event_source

left join published
    on kept_rows.event_source = published.event_source

where
    coalesce(counted.sent, 0) <> coalesce(audit.audited_raw, 0)
    or kept_rows.kept <> coalesce(audit.audited_kept, 0)
    or kept_rows.amount <> coalesce(published.amount, 0)
