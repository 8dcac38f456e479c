{%- set dimensions = {
    "all": "'all'", "channel": "channel", "source": "source", "campaign": "campaign"
} %}
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
        channel,
        coalesce(source, '(not set)') as source,
        coalesce(campaign, '(not set)') as campaign,
        currency,
        sum(credit) as credit,
        sum(case when has_won_customer then credit else 0 end) as customers,
        sum(credited_value_amount) as value_sum,
        sum(
            cast(credited_value_amount as decimal(26, 4)) * exchange_rate
        ) as converted_sum,
        count(
            case
                when credited_value_amount is not null and exchange_rate is null then 1
            end
        ) as unconverted

    from credits

    group by all
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

by_dimension as (
    {%- for dimension, value in dimensions.items() %}
    select
        *,
        '{{ dimension }}' as dimension,
        {{ value }} as dimension_value

    from named
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

periods as (
    {{ at_every_grain(
        'by_dimension', 'conversion_date', '(select first_date from history)'
    ) }}
)

select
    attribution_model,
    counted_conversion as conversion,
    conversion_class,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(sum(credit) as decimal(30, 12)) as credited_conversions,
    cast(sum(customers) as decimal(30, 12)) as credited_new_customers,
    cast(
        case
            when coalesce(min(currency) = max(currency), true) then sum(value_sum)
        end as decimal(18, 4)
    ) as credited_value_amount,
    case when min(currency) = max(currency) then min(currency) end as currency,
    -- A part whose worth is not known makes the whole unknown.
    cast(
        case
            when sum(unconverted) = 0 then round(coalesce(sum(converted_sum), 0), 4)
        end as decimal(18, 4)
    ) as reporting_value_amount

from periods

group by
    attribution_model,
    counted_conversion,
    conversion_class,
    period_grain,
    period_start,
    dimension,
    dimension_value
