-- Which events arrive that no milestone matches? Some mean nothing (user_engagement of
-- GA4), some are a conversion under another spelling: that one needs a row in
-- definition_milestones. The most frequent come first.
with events as (
    select * from {{ ref('int_events__identified') }}
),

milestones as (
    select distinct
        event_source,
        event_id

    from {{ ref('int_events__matched_to_milestones') }}
),

with_milestones as (
    select
        events.event_source,
        events.event_name,
        events.visitor_id,
        events.occurred_at,
        milestones.event_id is not null as has_milestone

    from events

    left join milestones
        on events.event_source = milestones.event_source
        and events.event_id = milestones.event_id
)

select
    event_source,
    event_name,
    count(*) as events,
    count(distinct visitor_id) as visitors,
    min(occurred_at) as first_at,
    max(occurred_at) as last_at

from with_milestones

group by
    event_source,
    event_name

having count(case when has_milestone then 1 end) = 0

order by
    count(*) desc,
    event_source asc,
    event_name asc
