with rates as (
    select * from {{ ref('conversion_rates') }}
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
        on
            benchmarks.conversion = own.conversion
            and benchmarks.dimension = own.dimension
            and benchmarks.dimension_value = own.dimension_value

    left join rates as reference
        on
            own.conversion = reference.conversion
            and own.period_grain = reference.period_grain
            and own.period_start = reference.period_start
            and benchmarks.reference_dimension = reference.dimension
            and benchmarks.reference_dimension_value = reference.dimension_value
),

-- The baseline pools the three months before; visitors count once in each month.
with_baseline as (
    select
        *,
        sum(own_numerator) over three_months_before as baseline_numerator,
        sum(own_denominator) over three_months_before as baseline_denominator

    from with_own_counts

    window three_months_before as (
        partition by benchmark_id, period_grain
        order by period_start
        rows between 3 preceding and 1 preceding
    )
),

with_rates as (
    select
        *,
        {{ rate('own_numerator', 'own_denominator') }} as own_rate,
        {{ rate('reference_numerator', 'reference_denominator') }} as reference_rate,
        {{ rate('baseline_numerator', 'baseline_denominator') }} as own_baseline_rate,
        -- Katz: the logarithm of a ratio of two shares is close to normal from five
        -- conversions on each side.
        case
            when own_numerator >= 5 and reference_numerator >= 5
                then sqrt(
                    1.0 / own_numerator - 1.0 / own_denominator
                    + 1.0 / reference_numerator - 1.0 / reference_denominator
                )
        end as log_ratio_error

    from with_baseline
),

with_intervals as (
    select
        *,
        case
            when multiplier is not null and log_ratio_error is not null
                then own_rate / reference_rate
        end as own_index,
        case
            when multiplier is not null then own_rate / reference_rate
                * exp(-1.959963984540054 * log_ratio_error)
            else {{ wilson_bound('lower', 'own_numerator', 'own_denominator') }}
        end as own_lower,
        case
            when multiplier is not null then own_rate / reference_rate
                * exp(1.959963984540054 * log_ratio_error)
            else {{ wilson_bound('upper', 'own_numerator', 'own_denominator') }}
        end as own_upper,
        coalesce(typical_low, average_low, multiplier) as range_low,
        coalesce(typical_high, average_high, multiplier) as range_high

    from with_rates
)

select
    {{ surrogate_key(['benchmark_id', 'period_grain', 'period_start']) }}
        as comparison_id,
    benchmark_id,
    publication_id,
    subject,
    metric,
    period_grain,
    period_start,
    conversion,
    dimension,
    dimension_value,
    statistic,
    denominator_basis,
    year,
    evidence,
    own_numerator,
    own_denominator,
    own_rate,
    own_index,
    own_lower,
    own_upper,
    own_baseline_rate,
    average_low,
    average_high,
    typical_low,
    typical_high,
    multiplier,
    case
        when own_denominator is null then 'not_comparable'
        when own_upper < range_low then 'below'
        when own_lower > range_high then 'above'
        when
            own_lower >= coalesce(range_low, own_lower)
            and own_upper <= coalesce(range_high, own_upper)
            then 'within'
        else 'uncertain'
    end as position

from with_intervals
