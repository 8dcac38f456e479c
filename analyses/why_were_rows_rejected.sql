-- Why were rows rejected, how many, since when, and what does one look like? Send the
-- example to whoever sends the events: each row here is data that no rate contains.
with rejected as (
    select * from {{ ref('rejected_events') }}
),

audit as (
    select * from {{ ref('event_audit') }}
),

raw_rows as (
    select
        event_source,
        sum(raw) as sent

    from audit

    group by event_source
),

reasons as (
    select
        event_source,
        reason,
        count(*) as rejected,
        min(coalesce(occurred_at, received_at)) as first_at,
        max(coalesce(occurred_at, received_at)) as last_at,
        count(distinct event_name) as event_names,
        min(raw_row) as example

    from rejected

    group by
        event_source,
        reason
)

select
    reasons.event_source,
    reasons.reason,
    reasons.rejected,
    raw_rows.sent,
    {{ rate('reasons.rejected', 'raw_rows.sent') }} as share_of_sent,
    reasons.first_at,
    reasons.last_at,
    reasons.event_names,
    reasons.example

from reasons

left join raw_rows
    on reasons.event_source = raw_rows.event_source

order by
    reasons.rejected desc,
    reasons.event_source asc,
    reasons.reason asc
