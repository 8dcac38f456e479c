-- What a higher rate would bring, per channel. A rise of 25 % takes 2.0 % to 2.5 %, not
-- to 27 %. Extra value assumes that new orders are worth what the old ones are; a
-- conversion gets cheaper because the same visits are shared by more of them.
with rates as (
    select * from {{ ref('conversion_rates') }}
    where
        conversion = 'purchase'
        and period_grain = 'all'
        and dimension in ('all', 'channel')
),

uplifts as (
    select 0.10 as relative_uplift
    union all
    select 0.15 as relative_uplift
    union all
    select 0.25 as relative_uplift
    union all
    select 0.50 as relative_uplift
),

raised as (
    select
        rates.*,
        uplifts.relative_uplift,
        rates.visitor_conversion_rate * (1 + uplifts.relative_uplift) as new_rate

    from rates

    cross join uplifts
)

select
    dimension,
    dimension_value,
    visitors,
    converting_visitors,
    visitor_conversion_rate,
    relative_uplift,
    new_rate,
    (new_rate - visitor_conversion_rate) * 100 as uplift_in_percentage_points,
    visitors * new_rate as new_converting_visitors,
    visitors * (new_rate - visitor_conversion_rate) as extra_converting_visitors,
    value_amount * relative_uplift as extra_value_at_equal_order_value,
    1 / (1 + relative_uplift) - 1 as change_in_cost_per_conversion

from raised

order by
    dimension asc,
    converting_visitors desc,
    relative_uplift asc
