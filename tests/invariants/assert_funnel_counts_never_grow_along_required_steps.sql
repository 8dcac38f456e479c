-- Nobody is at a step without having passed the one before, so the counts of a funnel
-- can only sink, and who is not here has dropped off or is on the way.
with required_steps as (
    select * from {{ ref('funnel_rates') }}
    where not is_optional
),

with_step_before as (
    select
        *,
        coalesce(
            lag(reached) over (
                partition by
                    funnel, period_grain, period_start, dimension, dimension_value
                order by step_number
            ),
            entered
        ) as reached_before

    from required_steps
)

select *

from with_step_before

where
    not coalesce(reached >= 0 and reached <= reached_before, false)
    or not coalesce(in_progress >= 0 and dropped_off >= 0, false)
    or reached + in_progress + dropped_off is distinct from reached_before
