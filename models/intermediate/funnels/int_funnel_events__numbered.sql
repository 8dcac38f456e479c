{{ config(materialized='table', tags=['slice']) }}

with reached_milestones as (
    select * from {{ touched(ref('int_events__matched_to_milestones')) }}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

exclusions as (
    select * from {{ ref('definition_funnel_exclusions') }}
),

milestone_numbers as (
    select distinct
        unit,
        milestone,
        milestone_number

    from steps
),

milestones_looked_at as (
    select
        unit,
        milestone

    from steps

    union distinct

    select
        steps.unit,
        exclusions.milestone

    from exclusions

    inner join steps
        on exclusions.funnel = steps.funnel
),

events as (
    select
        milestones_looked_at.unit,
        case milestones_looked_at.unit
            when 'session' then reached_milestones.session_id
            else reached_milestones.visitor_id
        end as unit_id,
        reached_milestones.milestone,
        milestone_numbers.milestone_number,
        {{ microseconds('reached_milestones.occurred_at') }} as reached_us,
        reached_milestones.event_source,
        reached_milestones.event_id,
        reached_milestones.session_id

    from reached_milestones

    inner join milestones_looked_at
        on reached_milestones.milestone = milestones_looked_at.milestone

    left join milestone_numbers
        on milestones_looked_at.unit = milestone_numbers.unit
        and milestones_looked_at.milestone = milestone_numbers.milestone
),

-- Long ids are dear to sort and to join: from here on a unit is a small number.
units as (
    select
        unit,
        unit_id,
        cast(row_number() over (order by unit, unit_id) as integer) as unit_number

    from events

    group by
        unit,
        unit_id
),

-- In the order in which funnels are walked, which then need not sort again.
sorted_events as (
    select
        units.unit_number,
        events.*

    from events

    inner join units
        on events.unit = units.unit
        and events.unit_id = units.unit_id

    order by
        events.milestone_number asc,
        units.unit_number asc,
        events.reached_us asc
)

select
    {{ row_number_as_sorted() }} as hit_number,
    *

from sorted_events
