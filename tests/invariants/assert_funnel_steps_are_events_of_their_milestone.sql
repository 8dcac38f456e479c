-- Every step must be traced to an event of that milestone and that unit. In a funnel
-- without order it may be the milestone of any step.
with journeys as (
    select * from {{ ref('funnel_journeys') }}
),

steps as (
    {{ defined_funnel_steps() }}
),

allowed_milestones as (
    select distinct
        steps.funnel,
        steps.step_position,
        allowed_steps.milestone

    from steps

    inner join steps as allowed_steps
        on steps.funnel = allowed_steps.funnel
        and (
            steps.step_position = allowed_steps.step_position
            or steps.ordering = 'unordered'
        )
),

step_times as (
    select distinct
        journeys.funnel,
        journeys.unit,
        journeys.unit_id,
        steps.step_position,
        journeys.step_times[steps.step_position] as reached_at

    from journeys

    inner join steps
        on journeys.funnel = steps.funnel
        and journeys.step_times[steps.step_position] is not null
),

reached_milestones as (
    select
        'visitor' as unit,
        visitor_id as unit_id,
        milestone,
        occurred_at

    from {{ ref('int_events__matched_to_milestones') }}

    union distinct

    select
        'session' as unit,
        session_id as unit_id,
        milestone,
        occurred_at

    from {{ ref('int_events__matched_to_milestones') }}
),

events_per_step as (
    select
        step_times.funnel,
        step_times.unit_id,
        step_times.step_position,
        step_times.reached_at,
        count(reached_milestones.milestone) as events

    from step_times

    inner join allowed_milestones
        on step_times.funnel = allowed_milestones.funnel
        and step_times.step_position = allowed_milestones.step_position

    left join reached_milestones
        on step_times.unit = reached_milestones.unit
        and step_times.unit_id = reached_milestones.unit_id
        and allowed_milestones.milestone = reached_milestones.milestone
        and step_times.reached_at = reached_milestones.occurred_at

    group by
        step_times.funnel,
        step_times.unit_id,
        step_times.step_position,
        step_times.reached_at
)

select *

from events_per_step

where events = 0
