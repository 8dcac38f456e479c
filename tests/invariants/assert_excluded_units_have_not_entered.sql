-- Who left a funnel through an exclusion is in no numerator and in no denominator, and
-- is counted as excluded instead: together they are all units with an entry.
with rates as (
    select * from {{ ref('funnel_rates') }}
    where
        period_grain = 'all'
        and dimension = 'all'
),

units as (
    select
        funnel,
        count(distinct unit_id) as units,
        count(distinct case when is_best_attempt then unit_id end) as clean_units

    from {{ ref('funnel_journeys') }}

    group by funnel
)

select
    coalesce(rates.funnel, units.funnel) as funnel,
    rates.step_number,
    rates.entered,
    rates.excluded,
    units.units,
    units.clean_units

from rates

full outer join units
    on rates.funnel = units.funnel

where
    rates.entered is distinct from units.clean_units
    or rates.entered + rates.excluded is distinct from units.units
