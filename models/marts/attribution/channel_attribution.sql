{%- set dimensions = ["all", "channel", "source", "campaign"] %}
with credits as (
    select * from {{ ref('attributed_conversions') }}
    where is_additive
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

days as (
    select
        attribution_model,
        conversion_date,
        conversion,
        conversion_class,
        'all' as all_value,
        channel,
        coalesce(source, '(not set)') as source,
        coalesce(campaign, '(not set)') as campaign,
        currency,
        sum(credit) as credit,
        sum(credited_value_amount) as credited_value_amount

    from credits

    group by
        attribution_model,
        conversion_date,
        conversion,
        conversion_class,
        channel,
        coalesce(source, '(not set)'),
        coalesce(campaign, '(not set)'),
        currency
),

named as (
    select
        *,
        conversion as counted_conversion

    from days

    union all

    select
        *,
        'any_' || conversion_class as counted_conversion

    from days
),

counted as (
    {%- for grain in ["day", "week", "month", "all"] %}
    {%- set is_last_grain = loop.last %}
    {%- for dimension in dimensions %}
    select
        attribution_model,
        counted_conversion as conversion,
        conversion_class,
        '{{ grain }}' as period_grain,
        {{ start_of_period(grain, "conversion_date") }} as period_start,
        '{{ dimension }}' as dimension,
        {{ "all_value" if dimension == "all" else dimension }} as dimension_value,
        sum(credit) as credited_conversions,
        sum(credited_value_amount) as value_sum,
        min(currency) as lowest_currency,
        max(currency) as highest_currency

    from named

    group by all
    {%- if not (loop.last and is_last_grain) %}

    union all
    {% endif %}
    {%- endfor %}
    {%- endfor %}
)

select
    counted.attribution_model,
    counted.conversion,
    counted.conversion_class,
    counted.period_grain,
    {{ period_start('counted') }} as period_start,
    counted.dimension,
    counted.dimension_value,
    cast(counted.credited_conversions as decimal(30, 12)) as credited_conversions,
    cast(
        case
            when coalesce(counted.lowest_currency = counted.highest_currency, true)
                then counted.value_sum
        end as decimal(18, 4)
    ) as credited_value_amount,
    case
        when counted.lowest_currency = counted.highest_currency
            then counted.lowest_currency
    end as currency

from counted

cross join history
