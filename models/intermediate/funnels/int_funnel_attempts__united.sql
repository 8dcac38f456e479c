{{ config(materialized='table', tags=['slice']) }}

with steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

walked as (
    select * from {{ ref('int_funnel_walks__read') }}
),

searched as (
    select * from {{ ref('int_funnel_searches__chosen') }}
),

gathered as (
    select * from {{ ref('int_funnels__gathered') }}
),

funnels as (
    select
        funnel,
        array_agg(search_position order by step_position) as search_positions

    from steps

    group by funnel
),

-- An event that fits several steps is one entry.
entry_events as (
    select distinct
        events.unit_number,
        events.event_source,
        events.event_id,
        events.session_id

    from events

    inner join steps
        on events.unit = steps.unit
        and events.milestone = steps.milestone

    where steps.method != 'walk'
),

other_attempts as (
    select * from searched

    union all

    select * from gathered
),

other_entries as (
    select
        other_attempts.funnel,
        other_attempts.unit_number,
        other_attempts.event_source,
        other_attempts.event_id,
        entry_events.session_id,
        other_attempts.entered_us,
        other_attempts.closes_us,
        other_attempts.furthest_position,
        other_attempts.is_excluded,
        other_attempts.is_over,
        other_attempts.times

    from other_attempts

    inner join entry_events
        on other_attempts.unit_number = entry_events.unit_number
        and other_attempts.event_source = entry_events.event_source
        and other_attempts.event_id = entry_events.event_id
),

attempts as (
    select * from walked

    union all

    select * from other_entries
)

select
    attempts.* exclude (furthest_position, times),
    list_position(funnels.search_positions, attempts.furthest_position)
        as furthest_position,
    {{ each_of('funnels.search_positions', 'attempts.times[item]') }} as times

from attempts

inner join funnels
    on attempts.funnel = funnels.funnel
