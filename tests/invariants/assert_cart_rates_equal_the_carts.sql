-- The cart rates and the table of carts say the same in two ways, and the windows stand
-- in two places: if a var of the carts changes, within_seconds of its rates must too.
with carts as (
    select * from {{ ref('carts') }}
),

rates as (
    select * from {{ ref('business_rates') }}
    where
        rate_name in (
            'cart_abandonment_rate', 'cart_completion_rate', 'cart_recovery_rate'
        )
        and period_grain in ('day', 'all')
        and dimension in ('all', 'channel')
),

definitions as (
    select distinct rate as rate_name
    from {{ ref('definition_rates') }}
    where
        rate in (
            'cart_abandonment_rate', 'cart_completion_rate', 'cart_recovery_rate'
        )
),

grains as (
    select 'all' as period_grain
    union all
    select 'day' as period_grain
),

dimensions as (
    select 'all' as dimension
    union all
    select 'channel' as dimension
),

-- The whole history starts with its first session, with or without a cart.
carts_everywhere as (
    select
        carts.*,
        grains.period_grain,
        case grains.period_grain when 'day' then carts.session_date end as period_date,
        dimensions.dimension,
        case dimensions.dimension
            when 'channel' then coalesce(carts.channel, '(not set)')
            else 'all'
        end as dimension_value

    from carts

    cross join grains

    cross join dimensions
),

counted as (
    select
        definitions.rate_name,
        carts_everywhere.period_grain,
        carts_everywhere.period_date,
        carts_everywhere.dimension,
        carts_everywhere.dimension_value,
        count(
            case definitions.rate_name
                when 'cart_abandonment_rate'
                    then case when not carts_everywhere.is_purchased then 1 end
                when 'cart_completion_rate'
                    then case when carts_everywhere.is_purchased then 1 end
                else case when carts_everywhere.is_recovered then 1 end
            end
        ) as numerator,
        count(
            case
                when definitions.rate_name <> 'cart_recovery_rate' then 1
                when carts_everywhere.is_abandoned then 1
            end
        ) as denominator

    from carts_everywhere

    cross join definitions

    group by
        definitions.rate_name,
        carts_everywhere.period_grain,
        carts_everywhere.period_date,
        carts_everywhere.dimension,
        carts_everywhere.dimension_value
)

select
    coalesce(rates.rate_name, counted.rate_name) as rate_name,
    rates.period_start,
    counted.period_date,
    rates.dimension_value,
    rates.numerator,
    counted.numerator as counted_numerator,
    rates.denominator,
    counted.denominator as counted_denominator

from rates

full outer join counted
    on rates.rate_name = counted.rate_name
    and rates.period_grain = counted.period_grain
    and (rates.period_grain = 'all' or rates.period_start = counted.period_date)
    and rates.dimension = counted.dimension
    and rates.dimension_value = counted.dimension_value

where
    coalesce(counted.denominator, -1) <> 0
    and (
        rates.numerator is distinct from counted.numerator
        or rates.denominator is distinct from counted.denominator
    )
