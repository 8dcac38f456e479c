-- An entry without a journey is missing from the denominator, and a journey without an
-- entry is made up. Any step of a funnel without order is an entry.
with funnels as (
    select * from {{ ref('definition_funnels') }}
),

required_steps as (
    select
        *,
        row_number() over (
            partition by funnel order by step_number
        ) as required_number

    from {{ ref('definition_funnel_steps') }}

    where not is_optional
),

reached_milestones as (
    select * from {{ ref('int_events__matched_to_milestones') }}
),

journeys as (
    select * from {{ ref('funnel_journeys') }}
),

entries as (
    select distinct
        funnels.funnel,
        reached_milestones.event_source,
        reached_milestones.event_id,
        reached_milestones.visitor_id,
        reached_milestones.session_id,
        reached_milestones.occurred_at

    from funnels

    inner join required_steps
        on funnels.funnel = required_steps.funnel

    inner join reached_milestones
        on required_steps.milestone = reached_milestones.milestone

    where
        required_steps.required_number = 1
        or funnels.ordering = 'unordered'
),

journeys_by_entry as (
    select
        funnel,
        event_source,
        event_id,
        min(visitor_id) as visitor_id,
        min(session_id) as session_id,
        min(entered_at) as entered_at,
        count(*) as journeys

    from journeys

    group by
        funnel,
        event_source,
        event_id
)

select
    coalesce(entries.funnel, journeys_by_entry.funnel) as funnel,
    coalesce(entries.event_source, journeys_by_entry.event_source) as event_source,
    coalesce(entries.event_id, journeys_by_entry.event_id) as event_id,
    journeys_by_entry.journeys

from entries

full outer join journeys_by_entry
    on entries.funnel = journeys_by_entry.funnel
    and entries.event_source = journeys_by_entry.event_source
    and entries.event_id = journeys_by_entry.event_id

where
    entries.funnel is null
    or journeys_by_entry.journeys is distinct from 1
    or journeys_by_entry.visitor_id is distinct from entries.visitor_id
    or journeys_by_entry.session_id is distinct from entries.session_id
    or journeys_by_entry.entered_at is distinct from entries.occurred_at
