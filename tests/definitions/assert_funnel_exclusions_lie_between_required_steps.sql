-- An exclusion after a step that is optional, or that the funnel does not have, never
-- excludes anybody; nor does one that ends before it begins.
with exclusions as (
    select * from {{ ref('definition_funnel_exclusions') }}
),

funnels as (
    select * from {{ ref('definition_funnels') }}
),

required_steps as (
    select * from {{ ref('definition_funnel_steps') }}
    where not is_optional
),

ends as (
    select
        funnel,
        min(step_number) as first_step,
        max(step_number) as last_step

    from required_steps

    group by funnel
),

ranges as (
    select
        exclusions.funnel,
        exclusions.milestone,
        coalesce(exclusions.after_step, ends.first_step) as after_step,
        coalesce(exclusions.before_step, ends.last_step) as before_step

    from exclusions

    inner join funnels
        on exclusions.funnel = funnels.funnel
        and funnels.ordering in ('ordered', 'strict')

    inner join ends
        on exclusions.funnel = ends.funnel
)

select ranges.*

from ranges

left join required_steps as first_steps
    on ranges.funnel = first_steps.funnel
    and ranges.after_step = first_steps.step_number

left join required_steps as last_steps
    on ranges.funnel = last_steps.funnel
    and ranges.before_step = last_steps.step_number

where
    first_steps.funnel is null
    or last_steps.funnel is null
    or ranges.after_step >= ranges.before_step
