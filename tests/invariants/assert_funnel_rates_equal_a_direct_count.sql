-- Rates come from many steps of SQL, so one slip is everywhere. Here the total and the
-- channels, over all time and by month, are counted straight from the journeys.
with journeys as (
    select * from {{ ref('funnel_journeys') }}
),

funnels as (
    select * from {{ ref('definition_funnels') }}
),

steps as (
    {{ defined_funnel_steps() }}
),

history as (
    select min(session_date) as first_date
    from {{ ref('sessions') }}
),

entries as (
    select
        journeys.*,
        funnels.attempt,
        funnels.ordering = 'unordered' and journeys.is_excluded as is_void,
        grains.period_grain,
        case grains.period_grain
            when 'all' then history.first_date
            else cast(date_trunc('month', journeys.entry_date) as date)
        end as period_start

    from journeys

    inner join funnels
        on journeys.funnel = funnels.funnel

    cross join history

    cross join (values ('all'), ('month')) as grains (period_grain)
),

best_attempts as (
    select *

    from entries

    qualify row_number() over (
        partition by funnel, unit_id, period_grain, period_start
        order by
            is_void asc,
            case when attempt = 'first' then entered_at end asc,
            furthest_step desc,
            is_excluded asc,
            furthest_step_at asc,
            entered_at desc,
            step_times asc,
            event_id asc,
            event_source asc
    ) = 1
),

best_attempts_by_dimension as (
    select
        best_attempts.*,
        dimensions.dimension,
        case dimensions.dimension
            when 'channel' then coalesce(best_attempts.channel, '(not set)')
            else 'all'
        end as dimension_value

    from best_attempts

    cross join (values ('all'), ('channel')) as dimensions (dimension)
),

counted as (
    select
        best.funnel,
        case steps.ordering
            when 'unordered' then steps.step_position
            else steps.step_number
        end as step_number,
        best.period_grain,
        best.period_start,
        best.dimension,
        best.dimension_value,
        count(case when not best.is_excluded then 1 end) as entered,
        count(
            case when not best.is_excluded then best.step_times[steps.step_position] end
        ) as reached,
        count(case when best.is_excluded then 1 end) as excluded

    from best_attempts_by_dimension as best

    inner join steps
        on best.funnel = steps.funnel

    group by all
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
    coalesce(rates.dimension_value, counted.dimension_value) as dimension_value

from rates

full outer join counted
    on rates.funnel = counted.funnel
    and rates.step_number = counted.step_number
    and {{ same_period('rates', 'counted') }}

where
    rates.entered is distinct from counted.entered
    or rates.reached is distinct from counted.reached
    or rates.excluded is distinct from counted.excluded
