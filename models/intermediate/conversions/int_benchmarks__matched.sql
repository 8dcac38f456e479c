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
    select * from {{ ref('int_benchmark_rates__matched') }}
),

with_business_rates as (
    select * from with_own_counts

    union all by name

    select * from business_rates
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
