{{ config(materialized='view_with_slice', tags=['sums']) }}

with entries as (
    select * from {{ changed_cells(ref('int_funnel_entries__counted')) }}
),

reach as (
    select * from {{ changed_cells(ref('int_funnel_reach__counted')) }}
),

steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

-- A step that nobody reached is a finding: every period with entries has all steps.
all_steps as (
    select
        entries.*,
        steps.unit,
        steps.business_model,
        steps.step_number,
        steps.step_position,
        steps.previous_position,
        -- Which milestone is the k-th in any order differs from unit to unit.
        case when steps.ordering != 'unordered' then steps.milestone end as milestone,
        steps.is_optional

    from entries

    inner join steps
        on entries.funnel = steps.funnel
)

select
    all_steps.* exclude (period_start),
    {{ period_start('all_steps') }} as period_start,
    coalesce(reach.reached, 0) as reached,
    coalesce(reach.mature_reached, 0) as mature_reached,
    -- The entry, and what lies before it, is measured against all that entered.
    case
        when all_steps.previous_position is null then all_steps.entered
        else coalesce(previous.reached, 0)
    end as reached_before,
    coalesce(previous.waiting_here, 0)
    - case
        when all_steps.is_optional then coalesce(reach.reached_while_waiting, 0)
        else 0
    end as in_progress,
    reach.median_seconds_from_entry,
    reach.mean_seconds_from_entry,
    reach.p75_seconds_from_entry,
    reach.p90_seconds_from_entry,
    reach.median_seconds_from_previous,
    reach.mean_seconds_from_previous,
    reach.p75_seconds_from_previous,
    reach.p90_seconds_from_previous

from all_steps

cross join history

left join reach
    on all_steps.funnel = reach.funnel
    and all_steps.step_position = reach.step_position
    and {{ same_period('all_steps', 'reach') }}

left join reach as previous
    on all_steps.funnel = previous.funnel
    and all_steps.previous_position = previous.step_position
    and {{ same_period('all_steps', 'previous') }}
