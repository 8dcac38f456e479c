-- Rates and bounds are formulas, and a slip in one still looks like a rate. Put back
-- into Wilson's equation, (rate - x)^2 = z^2 * x * (1 - x) / n, both bounds x must fit.
with rates as (
    select * from {{ ref('conversion_rates') }}
),

benchmarks as (
    select * from {{ ref('benchmark_comparison') }}
),

-- More events than events are no share and have no interval.
business_rates as (
    select * from {{ ref('business_rates') }}
    where not coalesce(rate > 1, false)
),

intervals as (
    select
        'visitor_conversion_rate' as rate_name,
        conversion,
        period_grain,
        period_start,
        dimension_value,
        converting_visitors as numerator,
        visitors as denominator,
        visitor_conversion_rate as rate,
        visitor_conversion_rate_lower as rate_lower,
        visitor_conversion_rate_upper as rate_upper

    from rates

    union all

    select
        'session_conversion_rate' as rate_name,
        conversion,
        period_grain,
        period_start,
        dimension_value,
        converting_sessions as numerator,
        sessions as denominator,
        session_conversion_rate as rate,
        session_conversion_rate_lower as rate_lower,
        session_conversion_rate_upper as rate_upper

    from rates

    union all

    select
        'own_rate of ' || benchmark_id as rate_name,
        conversion,
        period_grain,
        period_start,
        dimension_value,
        own_numerator as numerator,
        own_denominator as denominator,
        own_rate as rate,
        own_lower as rate_lower,
        own_upper as rate_upper

    from benchmarks

    where
        multiplier is null
        and own_denominator is not null

    union all

    select
        rate_name,
        business_model as conversion,
        period_grain,
        period_start,
        dimension_value,
        numerator,
        denominator,
        rate,
        rate_lower,
        rate_upper

    from business_rates
),

with_misfits as (
    select
        *,
        abs(
            power(rate - rate_lower, 2)
            - 3.841458820694124 * rate_lower * (1 - rate_lower) / nullif(denominator, 0)
        ) as misfit_of_lower,
        abs(
            power(rate_upper - rate, 2)
            - 3.841458820694124 * rate_upper * (1 - rate_upper) / nullif(denominator, 0)
        ) as misfit_of_upper

    from intervals
)

select *

from with_misfits

where
    denominator is null
    or (
        denominator = 0
        and coalesce(rate, rate_lower, rate_upper) is not null
    )
    or (
        denominator <> 0
        and not coalesce(
            abs(rate * denominator - numerator) < 0.000001
            and rate_lower >= 0
            and rate_lower < rate_upper
            and rate_upper <= 1
            and misfit_of_lower < 0.000000001
            and misfit_of_upper < 0.000000001,
            false
        )
    )
