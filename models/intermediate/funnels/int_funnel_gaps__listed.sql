{{ config(materialized='table', tags=['slice']) }}

with attempts as (
    select * from {{ ref('int_funnel_attempts__united') }}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

-- A gap has the number of the required step before it. Gap 0 lies before the entry.
gaps as (
    select distinct
        optional_steps.funnel,
        optional_steps.steps_required as gap,
        steps_before.step_position as position_before,
        steps_after.step_position as position_after

    from steps as optional_steps

    left join steps as steps_before
        on optional_steps.funnel = steps_before.funnel
        and optional_steps.steps_required = steps_before.required_position

    left join steps as steps_after
        on optional_steps.funnel = steps_after.funnel
        and optional_steps.steps_required + 1 = steps_after.required_position

    where
        optional_steps.is_optional
        and optional_steps.ordering = 'ordered'
)

-- Gap 0 is searched backwards from the entry, which is forwards in mirrored time.
select distinct
    attempts.funnel,
    attempts.unit_number,
    attempts.times,
    gaps.gap,
    case
        when gaps.gap = 0 then -attempts.entered_us
        else attempts.times[gaps.position_before]
    end as begins_us,
    case
        when gaps.gap = 0 then attempts.closes_us - 2 * attempts.entered_us
        else coalesce(attempts.times[gaps.position_after], attempts.closes_us)
    end as ends_us,
    gaps.gap > 0 and attempts.times[gaps.position_after] is not null
        as has_next_step

from attempts

inner join gaps
    on attempts.funnel = gaps.funnel

where
    gaps.gap = 0
    or attempts.times[gaps.position_before] is not null
