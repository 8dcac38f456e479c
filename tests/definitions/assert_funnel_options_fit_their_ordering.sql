-- Optional steps and limits between steps mean nothing where steps have no order, and a
-- strict funnel has no time before its entry. Steps that one event may fill are counted
-- in every subset of them, which more than ten would make too many.
with funnels as (
    select * from {{ ref('definition_funnels') }}
),

steps as (
    select * from {{ ref('definition_funnel_steps') }}
),

planned_steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

first_steps as (
    select
        funnel,
        min(step_number) as step_number

    from steps

    group by funnel
),

large_groups as (
    select funnel

    from planned_steps

    where
        ordering = 'unordered'
        and is_shared

    group by funnel

    having count(*) > 10
)

select
    steps.funnel,
    steps.step_number

from steps

inner join funnels
    on steps.funnel = funnels.funnel

inner join first_steps
    on steps.funnel = first_steps.funnel

left join large_groups
    on steps.funnel = large_groups.funnel

where
    large_groups.funnel is not null
    or (steps.is_optional and steps.within_seconds is not null)
    or (
        funnels.ordering = 'unordered'
        and (steps.is_optional or steps.within_seconds is not null)
    )
    or (
        funnels.ordering = 'strict'
        and steps.is_optional
        and steps.step_number = first_steps.step_number
    )
