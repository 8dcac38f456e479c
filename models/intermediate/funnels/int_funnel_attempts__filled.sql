{{ config(materialized='table', tags=['slice']) }}

with attempts as (
    select * from {{ ref('int_funnel_attempts__united') }}
),

gaps as (
    select * from {{ ref('int_funnel_gaps__listed') }}
),

fills as (
    select * from {{ ref('int_funnel_gaps__filled') }}
),

filled_steps as (
    select
        gaps.funnel,
        gaps.unit_number,
        gaps.times,
        {{ map_of('fills.step_position', 'fills.reached_us') }} as times_by_position

    from gaps

    inner join fills
        on gaps.funnel = fills.funnel
        and gaps.gap = fills.gap
        and gaps.unit_number = fills.unit_number
        and gaps.begins_us = fills.begins_us
        and gaps.ends_us is not distinct from fills.ends_us
        and gaps.has_next_step = fills.has_next_step

    group by
        gaps.funnel,
        gaps.unit_number,
        gaps.times
)

select
    attempts.* exclude (times),
    case
        when filled_steps.times_by_position is null then attempts.times
        else {{ fill_in('attempts.times', 'filled_steps.times_by_position') }}
    end as times

from attempts

left join filled_steps
    on attempts.funnel = filled_steps.funnel
    and attempts.unit_number = filled_steps.unit_number
    and attempts.times = filled_steps.times
