-- The position is the one word of the comparison that is read aloud: above, where the
-- interval still reaches into the published range, is a boast that may be chance.
with comparisons as (
    select
        *,
        typical_low is not null or typical_high is not null as has_typical_range,
        case when multiplier is null then own_rate else own_index end as own_figure

    from {{ ref('benchmark_comparison') }}
),

with_range as (
    select
        *,
        case
            when multiplier is not null then multiplier
            when has_typical_range then typical_low
            else average_low
        end as range_low,
        case
            when multiplier is not null then multiplier
            when has_typical_range then typical_high
            else average_high
        end as range_high

    from comparisons
),

with_distance as (
    select
        *,
        coalesce(own_upper < range_low, false) as is_below,
        coalesce(own_lower > range_high, false) as is_above,
        own_upper is not null
        and own_lower is not null
        and not coalesce(own_lower < range_low, false)
        and not coalesce(own_upper > range_high, false) as is_within

    from with_range
)

select
    comparison_id,
    benchmark_id,
    period_start,
    own_figure,
    own_lower,
    own_upper,
    range_low,
    range_high,
    position

from with_distance

where
    not coalesce(own_figure >= own_lower and own_figure <= own_upper, own_lower is null)
    or position is distinct from case
        when own_denominator is null then 'not_comparable'
        when is_below then 'below'
        when is_above then 'above'
        when is_within then 'within'
        else 'uncertain'
    end
