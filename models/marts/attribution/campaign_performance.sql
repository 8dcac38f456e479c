with credits as (
    select * from {{ ref('channel_attribution') }}
),

campaigns as (
    select * from {{ ref('int_campaigns__rolled_up') }}
),

models as (
    select * from {{ ref('definition_attribution_models') }}
    where is_additive
),

classes as (
    select distinct conversion_class
    from {{ ref('definition_conversions') }}
    where conversion_class in ({{ attributed_classes() }})
),

-- A class of conversions stands there even where none of it happened.
reports as (
    select
        models.attribution_model,
        'any_' || classes.conversion_class as conversion,
        classes.conversion_class

    from models

    cross join classes

    union distinct

    select
        attribution_model,
        conversion,
        conversion_class

    from credits
),

-- Cost and visits are the same under every model and for every conversion.
campaigns_by_report as (
    select
        reports.*,
        campaigns.*

    from campaigns

    cross join reports
),

performance as (
    select
        coalesce(campaigns.attribution_model, credits.attribution_model)
            as attribution_model,
        coalesce(campaigns.conversion, credits.conversion) as conversion,
        coalesce(campaigns.conversion_class, credits.conversion_class)
            as conversion_class,
        coalesce(campaigns.period_grain, credits.period_grain) as period_grain,
        coalesce(campaigns.period_start, credits.period_start) as period_start,
        coalesce(campaigns.dimension, credits.dimension) as dimension,
        coalesce(campaigns.dimension_value, credits.dimension_value) as dimension_value,
        campaigns.cost_amount,
        campaigns.impressions,
        campaigns.clicks,
        coalesce(campaigns.sessions, 0) as sessions,
        coalesce(credits.credited_conversions, 0) as credited_conversions,
        coalesce(credits.credited_new_customers, 0) as credited_new_customers,
        case
            when credits.conversion is null then 0
            else credits.reporting_value_amount
        end as credited_value_amount

    from campaigns_by_report as campaigns

    full outer join credits
        on campaigns.attribution_model = credits.attribution_model
        and campaigns.conversion = credits.conversion
        and campaigns.period_grain = credits.period_grain
        and campaigns.period_start = credits.period_start
        and campaigns.dimension = credits.dimension
        and campaigns.dimension_value = credits.dimension_value
)

select
    attribution_model,
    conversion,
    conversion_class,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    '{{ var("reporting_currency") }}' as currency,
    cost_amount,
    impressions,
    clicks,
    sessions,
    cast(credited_conversions as decimal(30, 12)) as credited_conversions,
    cast(credited_new_customers as decimal(30, 12)) as credited_new_customers,
    cast(credited_value_amount as decimal(18, 4)) as credited_value_amount,
    {{ amount_per('cost_amount', 'clicks') }} as cost_per_click_amount,
    {{ amount_per('cost_amount', 'sessions') }} as cost_per_session_amount,
    {{ amount_per('cost_amount', 'credited_conversions') }}
        as cost_per_conversion_amount,
    {{ amount_per('cost_amount', 'credited_new_customers') }}
        as cost_per_new_customer_amount,
    {{ rate('credited_conversions', 'sessions') }} as credited_conversions_per_session,
    {{ rate('credited_value_amount', 'cost_amount') }} as return_on_ad_spend,
    {{ rate('(credited_value_amount - cost_amount)', 'cost_amount') }}
        as return_on_investment

from performance
