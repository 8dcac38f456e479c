-- Rates come from many steps of SQL, so one slip is everywhere. Here the total and the
-- channels, over all time and by month, are counted straight from the journeys.
with journeys as (
    select
        funnel,
        unit_id,
        event_source,
        event_id,
        entered_at,
        entry_date,
        furthest_step,
        furthest_step_at,
        step_times,
        is_excluded,
        channel

    from {{ ref('funnel_journeys') }}
),

funnels as (
    select * from {{ ref('definition_funnels') }}
),

steps as (
    select
        steps.funnel,
        funnels.ordering,
        steps.step_number,
        row_number() over (
            partition by steps.funnel order by steps.step_number
        ) as step_position

    from {{ ref('definition_funnel_steps') }} as steps

    inner join funnels
        on steps.funnel = funnels.funnel
),

history as (
    select min(session_date) as first_date
    from {{ ref('sessions') }}
),

entries as (
    select
        journeys.*,
        'all' as period_grain,
        history.first_date as period_start

    from journeys

    cross join history

    union all

    select
        journeys.*,
        'month' as period_grain,
        cast(date_trunc('month', journeys.entry_date) as date) as period_start

    from journeys
),

ranked as (
    select
        entries.*,
        row_number() over (
            partition by
                entries.funnel,
                entries.unit_id,
                entries.period_grain,
                entries.period_start
            order by
                case
                    when funnels.ordering = 'unordered' and entries.is_excluded then 1
                    else 0
                end asc,
                case when funnels.attempt = 'first' then entries.entered_at end asc,
                entries.furthest_step desc,
                entries.is_excluded asc,
                entries.furthest_step_at asc,
                entries.entered_at desc,
                entries.step_times asc,
                entries.event_id asc,
                entries.event_source asc
        ) as attempt_rank

    from entries

    inner join funnels
        on entries.funnel = funnels.funnel
),

best_attempts as (
    select
        *,
        'all' as dimension,
        'all' as dimension_value

    from ranked

    where attempt_rank = 1

    union all

    select
        *,
        'channel' as dimension,
        coalesce(channel, '(not set)') as dimension_value

    from ranked

    where attempt_rank = 1
),

counted as (
    select
        best_attempts.funnel,
        case
            when steps.ordering = 'unordered' then steps.step_position
            else steps.step_number
        end as step_number,
        best_attempts.period_grain,
        best_attempts.period_start,
        best_attempts.dimension,
        best_attempts.dimension_value,
        count(case when not best_attempts.is_excluded then 1 end) as entered,
        count(case
            when not best_attempts.is_excluded
                then best_attempts.step_times[steps.step_position]
        end) as reached,
        count(case when best_attempts.is_excluded then 1 end) as excluded

    from best_attempts

    inner join steps
        on best_attempts.funnel = steps.funnel

    group by
        best_attempts.funnel,
        steps.ordering,
        steps.step_number,
        steps.step_position,
        best_attempts.period_grain,
        best_attempts.period_start,
        best_attempts.dimension,
        best_attempts.dimension_value
),

rates as (
    select * from {{ ref('funnel_rates') }}
    where
        period_grain in ('all', 'month')
        and dimension in ('all', 'channel')
)

select
    coalesce(rates.funnel, counted.funnel) as funnel,
    coalesce(rates.step_number, counted.step_number) as step_number,
    coalesce(rates.period_grain, counted.period_grain) as period_grain,
    coalesce(rates.period_start, counted.period_start) as period_start,
    coalesce(rates.dimension_value, counted.dimension_value) as dimension_value,
    rates.entered,
    counted.entered as counted_entered,
    rates.reached,
    counted.reached as counted_reached,
    rates.excluded,
    counted.excluded as counted_excluded

from rates

full outer join counted
    on rates.funnel = counted.funnel
    and rates.step_number = counted.step_number
    and rates.period_grain = counted.period_grain
    and rates.period_start = counted.period_start
    and rates.dimension = counted.dimension
    and rates.dimension_value = counted.dimension_value

where
    rates.entered is distinct from counted.entered
    or rates.reached is distinct from counted.reached
    or rates.excluded is distinct from counted.excluded
