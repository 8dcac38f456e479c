{{ config(materialized='view_with_slice', tags=['sums']) }}

-- What its slice is of.
-- depends_on: {{ ref('int_periods__changed') }}
with sums as (
    select * from {{ changed_periods(ref('int_conversions__rolled_up')) }}
),

with_currencies as (
    select
        *,
        nullif(currency, '') as named_currency

    from sums
)

-- Amounts in two currencies add up to nothing.
select
    conversion,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(sum(converting_visitors) as bigint) as converting_visitors,
    cast(sum(converting_sessions) as bigint) as converting_sessions,
    cast(sum(conversions) as bigint) as conversions,
    cast(
        case
            when
                sum(valued_conversions) > 0
                and coalesce(min(named_currency) = max(named_currency), true)
                then sum(value_amount)
        end as decimal(18, 4)
    ) as value_amount

from with_currencies

group by
    conversion,
    period_grain,
    period_start,
    dimension,
    dimension_value
