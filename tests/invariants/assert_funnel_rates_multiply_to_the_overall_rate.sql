-- The rates of all steps multiplied are the rate of the whole funnel: checked from each
-- required step to the next, since zeros along the way leave later rates null.
with required_steps as (
    select * from {{ ref('funnel_rates') }}
    where
        not is_optional
        and entered > 0
),

with_rate_before as (
    select
        *,
        coalesce(
            lag(overall_rate) over (
                partition by
                    funnel, period_grain, period_start, dimension, dimension_value
                order by step_number
            ),
            1
        ) as rate_before

    from required_steps
)

select *

from with_rate_before

where
    not coalesce(
        abs(overall_rate - rate_before * coalesce(step_rate, 0)) < 0.000000001, false
    )
    or (step_rate is null) is distinct from (rate_before = 0)
