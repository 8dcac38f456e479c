-- Which channel brings visitors who become customers, and is it clearly better than the
-- whole, or only by chance? Best rate first, with the volume beside it: a rate of few
-- visitors moves. Change the conversion to ask about another one.
with rates as (
    select * from {{ ref('conversion_rates') }}
    where
        conversion = 'any_macro'
        and period_grain = 'all'
),

channels as (
    select * from rates
    where dimension = 'channel'
),

whole as (
    select * from rates
    where dimension = 'all'
),

compared as (
    select
        channels.dimension_value as channel,
        channels.visitors,
        channels.converting_visitors,
        channels.visitor_conversion_rate,
        channels.visitor_conversion_rate_lower,
        channels.visitor_conversion_rate_upper,
        whole.visitor_conversion_rate as rate_of_all_channels,
        channels.value_amount

    from channels

    cross join whole
)

select
    channel,
    visitors,
    converting_visitors,
    visitor_conversion_rate,
    visitor_conversion_rate_lower,
    visitor_conversion_rate_upper,
    rate_of_all_channels,
    case
        when visitor_conversion_rate_lower > rate_of_all_channels
            then 'clearly better than the whole'
        when visitor_conversion_rate_upper < rate_of_all_channels
            then 'clearly worse than the whole'
        else 'no clear difference'
    end as verdict,
    value_amount

from compared

order by
    visitor_conversion_rate desc,
    visitors desc,
    channel asc
