{%- set dimensions = {
    "all": "'all'", "channel": "channel", "source": "source", "campaign": "campaign"
} %}
with days as (
    select * from {{ ref('int_campaign_days__united') }}
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

periods as (
    {%- for grain in ["day", "week", "month", "all"] %}
    {%- set is_last_grain = loop.last %}
    {%- for dimension, value in dimensions.items() %}
    select
        attribution_model,
        '{{ grain }}' as period_grain,
        {{ start_of_period(grain, "performance_date") }} as period_start,
        '{{ dimension }}' as dimension,
        {{ value }} as dimension_value,
        sum(cost_amount) as cost_sum,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(sessions) as sessions,
        sum(credited_conversions) as credited_conversions,
        sum(credited_new_customers) as credited_new_customers,
        -- A part whose worth is not known makes the whole unknown.
        case
            when sum(unconverted_credits) = 0 then sum(credited_value_amount)
        end as value_sum

    from days

    group by all
    {%- if not (loop.last and is_last_grain) %}

    union all
    {% endif %}
    {%- endfor %}
    {%- endfor %}
),

with_amounts as (
    select
        *,
        cast(cost_sum as decimal(18, 6)) as cost_amount,
        cast(round(value_sum, 4) as decimal(18, 4)) as credited_value_amount

    from periods
)

select
    periods.attribution_model,
    periods.period_grain,
    coalesce({{ period_start('periods') }}, {{ whole_history() }}) as period_start,
    periods.dimension,
    periods.dimension_value,
    '{{ var("reporting_currency") }}' as currency,
    periods.cost_amount,
    cast(periods.impressions as bigint) as impressions,
    cast(periods.clicks as bigint) as clicks,
    cast(periods.sessions as bigint) as sessions,
    cast(periods.credited_conversions as decimal(30, 12)) as credited_conversions,
    cast(periods.credited_new_customers as decimal(30, 12)) as credited_new_customers,
    periods.credited_value_amount,
    {{ amount_per('periods.cost_amount', 'periods.clicks') }} as cost_per_click_amount,
    {{ amount_per('periods.cost_amount', 'periods.sessions') }}
        as cost_per_session_amount,
    {{ amount_per('periods.cost_amount', 'periods.credited_conversions') }}
        as cost_per_conversion_amount,
    {{ amount_per('periods.cost_amount', 'periods.credited_new_customers') }}
        as cost_per_new_customer_amount,
    {{ rate('periods.credited_conversions', 'periods.sessions') }}
        as credited_conversions_per_session,
    {{ rate('periods.credited_value_amount', 'periods.cost_amount') }}
        as return_on_ad_spend,
    {{ rate(
        '(periods.credited_value_amount - periods.cost_amount)', 'periods.cost_amount'
    ) }} as return_on_investment

from with_amounts as periods

cross join history
