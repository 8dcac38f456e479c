-- A step before the one before it, or after the window, makes a funnel look better than
-- it is and times negative. What lies before the entry may lie a window before it.
with journeys as (
    select * from {{ ref('funnel_journeys') }}
),

steps as (
    {{ defined_funnel_steps() }}
),

reached_steps as (
    select
        journeys.journey_id,
        journeys.entered_at,
        steps.*,
        journeys.step_times[steps.step_position] as reached_at

    from journeys

    inner join steps
        on journeys.funnel = steps.funnel
        and journeys.step_times[steps.step_position] is not null
),

with_steps_before as (
    select
        *,
        max(reached_at) over (
            partition by journey_id
            order by step_position
            rows between unbounded preceding and 1 preceding
        ) as previous_at,
        max(case when not is_optional then reached_at end) over (
            partition by journey_id
            order by step_position
            rows between unbounded preceding and 1 preceding
        ) as previous_required_at

    from reached_steps
)

select *

from with_steps_before

where
    reached_at < previous_at
    or abs({{ seconds_between('entered_at', 'reached_at') }}) > window_seconds
    or {{ seconds_between('previous_required_at', 'reached_at') }} > within_seconds
    or (previous_required_at is not null and reached_at < entered_at)
    or (
        not is_optional
        and previous_required_at is null
        and reached_at is distinct from entered_at
    )
