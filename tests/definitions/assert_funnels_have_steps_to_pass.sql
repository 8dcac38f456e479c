-- A funnel of one step measures nothing: everybody who is in it has passed it. One with
-- more steps than the models are made for would lose its last ones without a word.
with funnels as (
    select * from {{ ref('definition_funnels') }}
),

steps as (
    select * from {{ ref('definition_funnel_steps') }}
),

counted as (
    select
        funnels.funnel,
        count(steps.step_number) as steps,
        count(case when not steps.is_optional then steps.step_number end)
            as required_steps

    from funnels

    left join steps
        on funnels.funnel = steps.funnel

    group by funnels.funnel
)

select *

from counted

where
    required_steps < 2
    or steps > {{ var('funnel_steps_at_most') }}
