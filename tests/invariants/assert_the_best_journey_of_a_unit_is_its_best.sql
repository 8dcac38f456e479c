-- A unit counts once, by the journey that leads deepest, then gets there first, then
-- begins last; and not at all where no clean journey leads as deep as an excluded one.
with funnels as (
    select * from {{ ref('definition_funnels') }}
),

journeys as (
    select
        journeys.*,
        funnels.attempt,
        funnels.ordering = 'unordered' and journeys.is_excluded as is_void

    from {{ ref('funnel_journeys') }} as journeys

    inner join funnels
        on journeys.funnel = funnels.funnel
),

with_first_entry as (
    select
        *,
        min(entered_at) over (partition by funnel, unit_id, is_void) as first_entered_at
    from journeys
),

-- Journeys that may be the best at all.
candidates as (
    select *

    from with_first_entry

    where
        not is_void
        and (attempt = 'best' or entered_at = first_entered_at)
),

depths as (
    select
        funnel,
        unit_id,
        max(furthest_step) as furthest_step,
        max(case when not is_excluded then furthest_step end) as clean_furthest_step

    from candidates

    group by
        funnel,
        unit_id
),

clean_and_deepest as (
    select
        candidates.funnel,
        candidates.unit_id,
        min(candidates.furthest_step) as furthest_step,
        min(candidates.furthest_step_at) as furthest_step_at

    from candidates

    inner join depths
        on candidates.funnel = depths.funnel
        and candidates.unit_id = depths.unit_id
        and candidates.furthest_step = depths.furthest_step
        and depths.furthest_step = depths.clean_furthest_step

    where not candidates.is_excluded

    group by
        candidates.funnel,
        candidates.unit_id
),

expected as (
    select
        clean_and_deepest.funnel,
        clean_and_deepest.unit_id,
        min(clean_and_deepest.furthest_step) as furthest_step,
        min(clean_and_deepest.furthest_step_at) as furthest_step_at,
        max(candidates.entered_at) as entered_at

    from clean_and_deepest

    inner join candidates
        on clean_and_deepest.funnel = candidates.funnel
        and clean_and_deepest.unit_id = candidates.unit_id
        and clean_and_deepest.furthest_step = candidates.furthest_step
        and clean_and_deepest.furthest_step_at = candidates.furthest_step_at

    where not candidates.is_excluded

    group by
        clean_and_deepest.funnel,
        clean_and_deepest.unit_id
),

best_journeys as (
    select
        funnel,
        unit_id,
        count(*) as journeys,
        min(furthest_step) as furthest_step,
        min(furthest_step_at) as furthest_step_at,
        min(entered_at) as entered_at

    from journeys

    where is_best_attempt

    group by
        funnel,
        unit_id
)

select
    coalesce(expected.funnel, best_journeys.funnel) as funnel,
    coalesce(expected.unit_id, best_journeys.unit_id) as unit_id,
    best_journeys.journeys,
    expected.furthest_step as expected_step,
    best_journeys.furthest_step

from expected

full outer join best_journeys
    on expected.funnel = best_journeys.funnel
    and expected.unit_id = best_journeys.unit_id

where
    expected.funnel is null
    or best_journeys.journeys is distinct from 1
    or best_journeys.furthest_step is distinct from expected.furthest_step
    or best_journeys.furthest_step_at is distinct from expected.furthest_step_at
    or best_journeys.entered_at is distinct from expected.entered_at
