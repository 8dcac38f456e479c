with recursive steps as (
    select
        *,
        -- Steps that may share events are a group, every other step one of its own.
        case when is_shared then 0 else step_position end as step_group

    from {{ ref('int_funnel_steps__planned') }}

    where method = 'gather'
),

group_sizes as (
    select
        funnel,
        step_group,
        count(*) as group_steps

    from steps

    group by
        funnel,
        step_group
),

subsets as (
    select
        funnel,
        unit,
        window_us,
        step_group,
        step_position as last_position,
        1 as subset_steps,
        [milestone] as milestones

    from steps

    union all

    select
        subsets.funnel,
        subsets.unit,
        subsets.window_us,
        subsets.step_group,
        steps.step_position as last_position,
        subsets.subset_steps + 1 as subset_steps,
        list_append(subsets.milestones, steps.milestone) as milestones

    from subsets

    inner join steps
        on subsets.funnel = steps.funnel
        and subsets.step_group = steps.step_group
        and subsets.last_position < steps.step_position
)

select
    subsets.funnel,
    subsets.unit,
    subsets.window_us,
    subsets.step_group,
    group_sizes.group_steps,
    subsets.subset_steps,
    subsets.milestones,
    row_number() over (
        partition by subsets.funnel
        order by subsets.step_group, subsets.subset_steps, subsets.milestones
    ) as subset_number

from subsets

inner join group_sizes
    on subsets.funnel = group_sizes.funnel
    and subsets.step_group = group_sizes.step_group
