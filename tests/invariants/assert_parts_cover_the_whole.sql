-- Sessions and conversions of all channels add up to the total, or a channel was left
-- out. Visitors come through several, so theirs only reach at least the total.
with rates as (
    select * from {{ ref('conversion_rates') }}
),

wholes as (
    select * from rates
    where dimension = 'all'
),

dimensions as (
    select distinct dimension
    from rates
    where dimension <> 'all'
),

parts as (
    select
        conversion,
        period_grain,
        period_start,
        dimension,
        sum(sessions) as sessions,
        sum(converting_sessions) as converting_sessions,
        sum(conversions) as conversions,
        sum(coalesce(value_amount, 0)) as value_amount,
        sum(visitors) as visitors,
        max(visitors) as most_visitors,
        sum(converting_visitors) as converting_visitors,
        max(converting_visitors) as most_converting_visitors

    from rates

    where dimension <> 'all'

    group by
        conversion,
        period_grain,
        period_start,
        dimension
),

-- Conversions that never occurred have no parts at all, on purpose.
conversions_with_parts as (
    select distinct conversion
    from wholes
    where
        conversions > 0
        or converting_sessions > 0
),

compared as (
    select
        wholes.conversion,
        wholes.period_grain,
        wholes.period_start,
        dimensions.dimension,
        wholes.sessions,
        parts.sessions as part_sessions,
        wholes.converting_sessions,
        parts.converting_sessions as part_converting_sessions,
        wholes.conversions,
        parts.conversions as part_conversions,
        -- A total that mixes currencies is null; its parts may have one each.
        coalesce(wholes.value_amount, parts.value_amount) as value_amount,
        parts.value_amount as part_value_amount,
        wholes.visitors,
        parts.visitors as part_visitors,
        parts.most_visitors,
        wholes.converting_visitors,
        parts.converting_visitors as part_converting_visitors,
        parts.most_converting_visitors

    from wholes

    inner join conversions_with_parts
        on wholes.conversion = conversions_with_parts.conversion

    cross join dimensions

    left join parts
        on wholes.conversion = parts.conversion
        and wholes.period_grain = parts.period_grain
        and wholes.period_start = parts.period_start
        and dimensions.dimension = parts.dimension
)

select *

from compared

where
    sessions is distinct from part_sessions
    or converting_sessions is distinct from part_converting_sessions
    or conversions is distinct from part_conversions
    or value_amount is distinct from part_value_amount
    or not coalesce(
        most_visitors <= visitors and visitors <= part_visitors, false
    )
    or not coalesce(
        most_converting_visitors <= converting_visitors
        and converting_visitors <= part_converting_visitors,
        false
    )
