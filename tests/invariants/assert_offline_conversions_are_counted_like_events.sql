-- Conversions that happened offline stand in conversions with the visit that they are
-- credited to. One that is counted there and not listed as matched is made up, and so
-- is one that reaches a milestone without a match.
with listed as (
    select * from {{ ref('offline_conversions') }}
    where is_matched
),

counted as (
    select * from {{ ref('conversions') }}
    where event_source = 'offline'
),

reached as (
    select distinct event_id
    from {{ ref('int_events__matched_to_milestones') }}
    where event_source = 'offline'
)

select
    counted.event_id,
    'not listed' as problem

from counted

left join listed
    on counted.event_id = listed.offline_conversion_id
    and counted.session_id = listed.session_id
    and counted.visitor_id = listed.visitor_id
    and counted.occurred_at = listed.occurred_at

where listed.offline_conversion_id is null

union all

select
    reached.event_id,
    'reaches a milestone unmatched' as problem

from reached

left join listed
    on reached.event_id = listed.offline_conversion_id

where listed.offline_conversion_id is null
