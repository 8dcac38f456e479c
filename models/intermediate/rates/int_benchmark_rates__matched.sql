with business_rates as (
    select * from {{ ref('int_business_rates__counted') }}
    where
        period_grain in ('month', 'all')
        and dimension = 'all'
),

benchmarks_of_rates as (
    select * exclude (dimension, dimension_value)
    from {{ ref('benchmark_rates') }}
    where conversion is null
)

-- Cohorts whose window is still open are not compared.
select
    benchmarks_of_rates.*,
    business_rates.rate_name,
    business_rates.dimension,
    business_rates.dimension_value,
    business_rates.period_grain,
    business_rates.period_start,
    business_rates.numerator as own_numerator,
    business_rates.denominator as own_denominator

from business_rates

inner join {{ ref('definition_rates') }} as definition_rates
    on business_rates.rate_name = definition_rates.rate

inner join benchmarks_of_rates
    on definition_rates.benchmark = benchmarks_of_rates.benchmark_id

where business_rates.open_entries = 0
