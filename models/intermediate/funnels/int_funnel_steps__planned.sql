{{ config(materialized='table') }}

with steps as (
    select * from {{ ref('definition_funnel_steps') }}
),

late_exclusions as (
    select distinct
        exclusions.funnel,
        exclusions.after_step
    from {{ ref('definition_funnel_exclusions') }} as exclusions
    inner join steps
        on exclusions.funnel = steps.funnel
        and exclusions.after_step > steps.step_number
        and not steps.is_optional
),

placed as (
    select
        funnels.funnel,
        funnels.unit,
        funnels.ordering,
        funnels.attempt,
        funnels.business_model,
        funnels.window_seconds * 1000000 as window_us,
        -- In any order a step is the k-th different one, whatever its number.
        case
            when funnels.ordering != 'unordered' then steps.step_number
            else cast(row_number() over all_so_far as integer)
        end as step_number,
        steps.milestone,
        steps.is_optional,
        case when not steps.is_optional then steps.within_seconds * 1000000 end
            as within_us,
        shared_steps.funnel is not null as is_shared,
        cast(row_number() over all_so_far as integer) as step_position,
        cast(sum(cast(not steps.is_optional as integer)) over all_so_far as integer)
            as steps_required,
        cast(count(*) over whole_funnel as integer) as steps,
        cast(sum(cast(not steps.is_optional as integer)) over whole_funnel as integer)
            as required_steps,
        late_exclusions.funnel is not null as is_start_of_exclusion,
        bool_or(coalesce(late_exclusions.after_step, steps.within_seconds) is not null)
            over whole_funnel as is_limited,
        bool_or(coalesce(shared_steps.is_shared_by_required, false)) over whole_funnel
            as has_shared_events

    from {{ ref('definition_funnels') }} as funnels

    inner join steps
        on funnels.funnel = steps.funnel

    left join {{ ref('int_funnel_steps__shared') }} as shared_steps
        on steps.funnel = shared_steps.funnel
        and steps.step_number = shared_steps.step_number

    left join late_exclusions
        on steps.funnel = late_exclusions.funnel
        and steps.step_number = late_exclusions.after_step

    window
        all_so_far as (partition by steps.funnel order by steps.step_number),
        whole_funnel as (partition by steps.funnel)
),

with_positions as (
    select
        *,
        case when not is_optional then steps_required end as required_position,
        -- The required step before this one, which its step rate is measured against.
        max(case when not is_optional then step_position end) over (
            partition by funnel
            order by step_position
            rows between unbounded preceding and 1 preceding
        ) as previous_position,
        max(case when not is_optional then step_position end) over (partition by funnel)
            as last_required_position,
        is_start_of_exclusion
        or coalesce(bool_or(within_us is not null) over (
            partition by funnel
            order by steps_required groups between 1 following and 1 following
        ), false) as has_reason_to_wait,
        -- Strict funnels are read step by step, others from required to required step.
        case
            when ordering = 'strict' then step_position
            when not is_optional then steps_required
        end as search_position,
        case
            when ordering = 'unordered' then 'gather'
            when ordering = 'strict' or is_limited or has_shared_events then 'search'
            else 'walk'
        end as method,
        -- Funnels that begin alike share their way until they part.
        unit || {{ running_text(
            "case when is_optional then '' else ' ' || milestone end",
            'funnel', 'step_number'
        ) }} as path

    from placed
),

-- Numbers instead of texts: they are what millions of events are sorted and joined by.
with_numbers as (
    select
        *,
        cast(dense_rank() over (order by unit, milestone) as smallint)
            as milestone_number,
        cast(dense_rank() over (order by path) as smallint) as path_number

    from with_positions
)

select
    *,
    case
        when required_position > 1
            then lag(path_number) over (partition by funnel order by step_position)
    end as path_number_before

from with_numbers
