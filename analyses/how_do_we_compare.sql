-- How do we compare with published figures? Our rate with its interval beside each of
-- them, over the whole history. Publishers count in their own way, so compare with your
-- own past first (own_baseline_rate of benchmark_comparison): context, not a target.
with comparisons as (
    select * from {{ ref('benchmark_comparison') }}
    where period_grain = 'all'
),

publications as (
    select * from {{ ref('benchmark_publications') }}
),

with_range as (
    select
        comparisons.*,
        publications.publisher,
        comparisons.multiplier is not null as is_multiplier,
        -- The typical range as a whole, else the average, else the multiplier alone.
        case
            when coalesce(comparisons.typical_low, comparisons.typical_high) is not null
                then comparisons.typical_low
            else coalesce(comparisons.average_low, comparisons.multiplier)
        end as range_low,
        case
            when coalesce(comparisons.typical_low, comparisons.typical_high) is not null
                then comparisons.typical_high
            else coalesce(comparisons.average_high, comparisons.multiplier)
        end as range_high

    from comparisons

    inner join publications
        on comparisons.publication_id = publications.publication_id
)

select
    benchmark_id,
    subject,
    metric,
    conversion as own_conversion,
    dimension_value as own_segment,
    own_numerator as own_conversions,
    own_denominator as out_of,
    case when is_multiplier then 'times the rate' else 'percent' end as unit,
    case
        when is_multiplier then round(own_index, 2)
        else round(100 * own_rate, 2)
    end as own_figure,
    case
        when is_multiplier then round(own_lower, 2)
        else round(100 * own_lower, 2)
    end as own_figure_at_least,
    case
        when is_multiplier then round(own_upper, 2)
        else round(100 * own_upper, 2)
    end as own_figure_at_most,
    case
        when is_multiplier then round(range_low, 2)
        else round(100 * range_low, 2)
    end as published_from,
    case
        when is_multiplier then round(range_high, 2)
        else round(100 * range_high, 2)
    end as published_to,
    case position
        when 'above' then 'We are above what was published.'
        when 'below' then 'We are below what was published.'
        when 'within' then 'We are within what was published.'
        when 'uncertain' then 'Too close, or too few visitors, to tell.'
        else 'Not comparable: it is divided by something that we do not count.'
    end as verdict,
    publisher,
    year as published_year,
    evidence

from with_range

order by
    case position
        when 'above' then 1
        when 'below' then 2
        when 'within' then 3
        when 'uncertain' then 4
        else 5
    end,
    benchmark_id
