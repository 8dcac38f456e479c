-- A unit has one entry that counts and so one channel, one country: the values of each
-- dimension add up to the total, or a unit is missing from it or in it twice.
with rates as (
    select * from {{ ref('funnel_rates') }}
),

wholes as (
    select * from rates
    where dimension = 'all'
),

dimensions as (
    select distinct dimension
    from rates
    where dimension <> 'all'
),

parts as (
    select
        funnel,
        step_number,
        period_grain,
        period_start,
        dimension,
        sum(entered) as entered,
        sum(reached) as reached,
        sum(in_progress) as in_progress,
        sum(dropped_off) as dropped_off,
        sum(excluded) as excluded,
        sum(mature_entered) as mature_entered,
        sum(mature_reached) as mature_reached

    from rates

    where dimension <> 'all'

    group by
        funnel,
        step_number,
        period_grain,
        period_start,
        dimension
),

expected as (
    select
        wholes.funnel,
        wholes.step_number,
        wholes.period_grain,
        wholes.period_start,
        dimensions.dimension,
        wholes.entered,
        wholes.reached,
        wholes.in_progress,
        wholes.dropped_off,
        wholes.excluded,
        wholes.mature_entered,
        wholes.mature_reached

    from wholes

    cross join dimensions
)

select
    coalesce(expected.funnel, parts.funnel) as funnel,
    coalesce(expected.step_number, parts.step_number) as step_number,
    coalesce(expected.period_grain, parts.period_grain) as period_grain,
    coalesce(expected.period_start, parts.period_start) as period_start,
    coalesce(expected.dimension, parts.dimension) as dimension

from expected

full outer join parts
    on expected.funnel = parts.funnel
    and expected.step_number = parts.step_number
    and expected.period_grain = parts.period_grain
    and expected.period_start = parts.period_start
    and expected.dimension = parts.dimension

where
    expected.entered is distinct from parts.entered
    or expected.reached is distinct from parts.reached
    or expected.in_progress is distinct from parts.in_progress
    or expected.dropped_off is distinct from parts.dropped_off
    or expected.excluded is distinct from parts.excluded
    or expected.mature_entered is distinct from parts.mature_entered
    or expected.mature_reached is distinct from parts.mature_reached
