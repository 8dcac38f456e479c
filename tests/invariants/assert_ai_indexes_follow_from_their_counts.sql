-- The index is a ratio of two rates. On a scale of logarithms both ends lie as far from
-- it as the variance after Katz says. Of few conversions there is none.
with performance as (
    select
        *,
        least(converting_sessions, compared_converting_sessions)
        >= {{ var('ratio_conversions_at_least') }} as is_enough

    from {{ ref('ai_assistant_performance') }}
),

with_variances as (
    select
        *,
        1 / converting_sessions - 1 / sessions
        + 1 / compared_converting_sessions - 1 / compared_sessions as variance,
        power(ln(conversion_index / conversion_index_lower) / 1.959963984540054, 2)
            as variance_below,
        power(ln(conversion_index_upper / conversion_index) / 1.959963984540054, 2)
            as variance_above

    from performance
)

select *

from with_variances

where
    not is_enough
    and coalesce(conversion_index, conversion_index_lower, conversion_index_upper)
    is not null
    or is_enough
    and not coalesce(
        abs(conversion_index * compared_conversion_rate - session_conversion_rate)
        < 0.000001
        and abs(variance_below - variance) < 0.000001
        and abs(variance_above - variance) < 0.000001,
        false
    )
