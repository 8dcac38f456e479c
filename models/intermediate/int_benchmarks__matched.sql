with rates as (
    select * from {{ ref('int_conversion_rates__counted') }}
    where period_grain in ('month', 'all')
),

conversions_that_occur as (
    select distinct conversion from rates
    where conversions > 0
),

-- A shop is not below the benchmark of software trials: it offers none.
benchmarks as (
    select benchmark_rates.*

    from {{ ref('benchmark_rates') }} as benchmark_rates

    inner join conversions_that_occur
        on benchmark_rates.conversion = conversions_that_occur.conversion
),

-- A share is taken over what its publisher divided by, and never over anything else. A
-- multiplier compares the sessions of two segments.
with_own_counts as (
    select
        benchmarks.*,
        own.period_grain,
        own.period_start,
        case benchmarks.denominator_basis
            when 'visitors' then own.converting_visitors
            when 'sessions' then own.converting_sessions
            when 'ratio' then own.converting_sessions
        end as own_numerator,
        case benchmarks.denominator_basis
            when 'visitors' then own.visitors
            when 'sessions' then own.sessions
            when 'ratio' then own.sessions
        end as own_denominator,
        reference.converting_sessions as reference_numerator,
        reference.sessions as reference_denominator

    from benchmarks

    inner join rates as own
        on benchmarks.conversion = own.conversion
        and benchmarks.dimension = own.dimension
        and benchmarks.dimension_value = own.dimension_value

    left join rates as reference
        on own.conversion = reference.conversion
        and own.period_grain = reference.period_grain
        and own.period_start = reference.period_start
        and benchmarks.reference_dimension = reference.dimension
        and benchmarks.reference_dimension_value = reference.dimension_value
),

business_rates as (
    select * from {{ ref('int_business_rates__counted') }}
    where
        period_grain in ('month', 'all')
        and dimension = 'all'
),

data_horizon as (
    select max(occurred_at) as horizon_at from {{ ref('int_events__cleaned') }}
),

-- The other own rates name their benchmark themselves. Cohorts whose window is still open
-- are not compared.
with_business_rates as (
    select
        *,
        cast(null as {{ dbt.type_string() }}) as rate_name

    from with_own_counts

    union all by name

    select
        benchmark_rates.* exclude (dimension, dimension_value),
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

    inner join {{ ref('benchmark_rates') }} as benchmark_rates
        on definition_rates.benchmark = benchmark_rates.benchmark_id
        and benchmark_rates.conversion is null

    cross join data_horizon

    where
        business_rates.within_seconds is null
        or {{ seconds_between('business_rates.last_entered_at', 'data_horizon.horizon_at') }}
        >= business_rates.within_seconds
)

-- The baseline pools the three months before; visitors count once in each month. A
-- range and not rows: where a month has no row, an older one must not step in.
select
    *,
    sum(own_numerator) over three_months_before as baseline_numerator,
    sum(own_denominator) over three_months_before as baseline_denominator

from with_business_rates

window three_months_before as (
    partition by benchmark_id, period_grain
    order by period_start
    range between interval '3' month preceding and interval '1' month preceding
)
