with paths as (
    select * from {{ ref('int_channel_paths__joined') }}
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

named as (
    select
        *,
        conversion as counted_conversion

    from paths

    union all

    select
        *,
        'any_' || conversion_class as counted_conversion

    from paths
),

periods as (
    {{ at_every_grain(
        'named', 'conversion_date', '(select first_date from history)'
    ) }}
),

counted as (
    select
        counted_conversion as conversion,
        conversion_class,
        period_grain,
        period_start,
        channel_path,
        channel_steps,
        opening_channel,
        closing_channel,
        count(*) as conversions,
        count(case when has_won_customer then 1 end) as customers_won,
        sum(touches) as touches,
        {{ percentiles('seconds_to_conversion', [0.5]) }}[1]
            as median_seconds_to_conversion,
        case
            when coalesce(min(currency) = max(currency), true) then sum(value_amount)
        end as value_amount,
        case when min(currency) = max(currency) then min(currency) end as currency

    from periods

    group by
        counted_conversion,
        conversion_class,
        period_grain,
        period_start,
        channel_path,
        channel_steps,
        opening_channel,
        closing_channel
)

select
    conversion,
    conversion_class,
    period_grain,
    period_start,
    channel_path,
    cast(channel_steps as bigint) as channel_steps,
    opening_channel,
    closing_channel,
    cast(conversions as bigint) as conversions,
    {{ rate('conversions', 'sum(conversions) over period') }} as conversion_share,
    cast(customers_won as bigint) as customers_won,
    {{ rate('touches', 'conversions') }} as visits_per_conversion,
    cast(median_seconds_to_conversion as double) as median_seconds_to_conversion,
    cast(value_amount as decimal(18, 4)) as value_amount,
    currency

from counted

window period as (partition by conversion, period_grain, period_start)
