with benchmarks as (
    select
        benchmarks.*,
        publications.publisher

    from {{ ref('int_benchmarks__matched') }} as benchmarks

    left join {{ ref('benchmark_publications') }} as publications
        on benchmarks.publication_id = publications.publication_id
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

    from benchmarks
),

with_index as (
    select
        *,
        case
            when multiplier is not null and log_ratio_error is not null
                then own_rate / reference_rate
        end as own_index

    from with_rates
),

with_intervals as (
    select
        *,
        case
            when multiplier is not null
                then own_index * exp(-1.959963984540054 * log_ratio_error)
            else {{ wilson_bound('lower', 'own_numerator', 'own_denominator') }}
        end as own_lower,
        case
            when multiplier is not null
                then own_index * exp(1.959963984540054 * log_ratio_error)
            else {{ wilson_bound('upper', 'own_numerator', 'own_denominator') }}
        end as own_upper,
        -- The typical range as a whole, else the average, else the multiplier alone.
        case
            when coalesce(typical_low, typical_high) is not null then typical_low
            else coalesce(average_low, multiplier)
        end as range_low,
        case
            when coalesce(typical_low, typical_high) is not null then typical_high
            else coalesce(average_high, multiplier)
        end as range_high

    from with_index
)

select
    {{ surrogate_key(['benchmark_id', 'period_grain', 'period_start']) }}
        as comparison_id,
    benchmark_id,
    publication_id,
    publisher,
    subject,
    metric,
    period_grain,
    period_start,
    conversion,
    rate_name,
    dimension,
    dimension_value,
    statistic,
    denominator_basis,
    year,
    evidence,
    is_vendor_claim,
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
    -- Nothing between the ends of an average that was published as a range.
    case
        when multiplier is not null then own_index - multiplier
        when own_rate < average_low then own_rate - average_low
        when own_rate > average_high then own_rate - average_high
        when average_low is not null then own_rate * 0
    end as gap_to_average,
    case
        when own_denominator is null then 'not_comparable'
        when own_upper < range_low then 'below'
        when own_lower > range_high then 'above'
        when
            own_lower >= coalesce(range_low, own_lower)
            and own_upper <= coalesce(range_high, own_upper)
            then 'within'
        else 'uncertain'
    end as position,
    case when own_denominator is null then 'Own rates are not per ' end
    || replace(denominator_basis, '_', ' ') || ', as the published one is.' as refusal

from with_intervals
