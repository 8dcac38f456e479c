-- Through which channels, in which order, do those come who convert? The 20 paths that
-- lead to most conversions. Change the conversion to ask about another one.
with paths as (
    select * from {{ ref('conversion_paths') }}
    where
        conversion = 'any_macro'
        and period_grain = 'all'
)

select
    channel_path,
    conversions,
    round(conversion_share * 100, 1) as conversion_share_percent,
    customers_won,
    round(visits_per_conversion, 1) as visits_per_conversion,
    round(median_seconds_to_conversion / 86400, 1) as median_days_to_conversion,
    value_amount,
    currency

from paths

order by
    conversions desc,
    channel_path asc

limit 20
