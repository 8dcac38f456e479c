{{ config(tags=['slice']) }}

with journeys as (
    select * from {{ ref('int_funnel_journeys__judged') }}
    where
        attempt_rank = 1
        and not is_completed
        and not is_in_progress
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
    where not is_optional
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

-- In a funnel without order no single step is the missing one.
with_missing_step as (
    select
        journeys.*,
        journeys.times[journeys.furthest_position] as furthest_us,
        missing_steps.step_number as missing_step,
        missing_steps.milestone as missing_milestone,
        missing_steps.within_us

    from journeys

    left join steps as missing_steps
        on journeys.funnel = missing_steps.funnel
        and journeys.furthest_position = missing_steps.previous_position
        and missing_steps.ordering != 'unordered'
),

with_missed_events as (
    select
        missing.funnel,
        missing.unit_number,
        max(events.reached_us) filter (
            where events.reached_us < missing.furthest_us
        ) as too_early_us,
        min(events.reached_us) filter (
            where events.reached_us >= missing.furthest_us
        ) as later_us

    from with_missing_step as missing

    inner join events
        on missing.unit_number = events.unit_number
        and missing.missing_milestone = events.milestone

    group by
        missing.funnel,
        missing.unit_number
),

milestones_reached as (
    select
        missing.funnel,
        missing.unit_number,
        count(distinct steps.milestone) as milestones

    from with_missing_step as missing

    inner join steps
        on missing.funnel = steps.funnel

    inner join events
        on missing.unit_number = events.unit_number
        and steps.milestone = events.milestone

    group by
        missing.funnel,
        missing.unit_number
),

milestones_wanted as (
    select
        funnel,
        count(distinct milestone) as milestones

    from steps

    group by funnel
)

select
    missing.*,
    milestones_reached.milestones = milestones_wanted.milestones as has_every_milestone,
    case
        when missing.is_excluded then 'excluded'
        when missing.ordering = 'unordered' then 'steps_missing'
        when missed.funnel is null then 'never_happened'
        when missed.later_us > missing.closes_us then 'after_the_window'
        when missed.later_us > missing.furthest_us + missing.within_us
            then 'after_the_limit'
        when missed.later_us is not null and missing.ordering = 'strict'
            then 'not_directly_after'
        when missed.later_us is not null then 'event_fills_another_step'
        when missed.too_early_us >= missing.entered_us then 'before_the_step_before'
        else 'before_the_entry'
    end as drop_off_reason,
    coalesce(missed.later_us, missed.too_early_us) as missed_us

from with_missing_step as missing

inner join milestones_reached
    on missing.funnel = milestones_reached.funnel
    and missing.unit_number = milestones_reached.unit_number

inner join milestones_wanted
    on missing.funnel = milestones_wanted.funnel

left join with_missed_events as missed
    on missing.funnel = missed.funnel
    and missing.unit_number = missed.unit_number
