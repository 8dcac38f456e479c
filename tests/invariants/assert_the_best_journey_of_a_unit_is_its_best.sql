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

deepest as (
    select *
    from candidates
    qualify
        furthest_step = max(furthest_step) over (partition by funnel, unit_id)
),

earliest as (
    select *
    from deepest
    where not is_excluded
    qualify
        furthest_step_at = min(furthest_step_at) over (partition by funnel, unit_id)
),

expected as (
    select
        funnel,
        unit_id,
        min(furthest_step) as furthest_step,
        min(furthest_step_at) as furthest_step_at,
        max(entered_at) as entered_at

    from earliest

    group by
        funnel,
        unit_id
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
