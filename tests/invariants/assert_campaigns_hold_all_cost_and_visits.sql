-- Whatever was spent, whoever came and what was credited is in the table of campaigns,
-- once under every model and in every breakdown, and no more than that. Money in other
-- currencies is converted first, so it is compared only where there is none.
with performance as (
    select
        attribution_model,
        period_grain,
        dimension,
        sum(cost_amount) as cost_amount,
        sum(clicks) as clicks,
        sum(sessions) as sessions,
        sum(credited_conversions) as conversions,
        sum(credited_new_customers) as new_customers,
        sum(credited_value_amount) as value_amount,
        count(distinct currency) as currencies

    from {{ ref('campaign_performance') }}

    group by
        attribution_model,
        period_grain,
        dimension
),

spend as (
    select
        sum(cost_amount) as cost_amount,
        sum(clicks) as clicks,
        count(
            case when currency <> '{{ var("reporting_currency") }}' then 1 end
        ) as foreign_rows

    from {{ ref('ad_spend') }}
),

sessions as (
    select count(*) as sessions from {{ ref('sessions') }}
),

conversions as (
    select
        count(*) as conversions,
        count(distinct customers.visitor_id) as new_customers,
        coalesce(sum(conversions.value_amount), 0) as value_amount,
        count(
            case
                when conversions.currency <> '{{ var("reporting_currency") }}' then 1
            end
        ) as foreign_values

    from {{ ref('conversions') }} as conversions

    left join {{ ref('int_customers__won') }} as customers
        on conversions.conversion_id = customers.conversion_id

    where conversions.conversion_class in ({{ attributed_classes() }})
),

models as (
    select * from {{ ref('definition_attribution_models') }}
    where is_additive
),

expected as (
    select
        models.attribution_model,
        periods.period_grain,
        dimensions.dimension,
        spend.cost_amount,
        spend.clicks,
        spend.foreign_rows,
        sessions.sessions,
        conversions.conversions,
        conversions.new_customers,
        conversions.value_amount,
        conversions.foreign_values

    from models

    cross join spend

    cross join sessions

    cross join conversions

    cross join (
        values ('day'), ('week'), ('month'), ('all')
    ) as periods (period_grain)

    cross join (
        values ('all'), ('channel'), ('source'), ('campaign')
    ) as dimensions (dimension)
)

select
    expected.*,
    performance.cost_amount as found_cost_amount,
    performance.clicks as found_clicks,
    performance.sessions as found_sessions,
    performance.conversions as found_conversions,
    performance.new_customers as found_new_customers,
    performance.value_amount as found_value_amount

from expected

full outer join performance
    on expected.attribution_model = performance.attribution_model
    and expected.period_grain = performance.period_grain
    and expected.dimension = performance.dimension

where
    coalesce(expected.sessions, 0) <> coalesce(performance.sessions, 0)
    or coalesce(expected.conversions, 0) <> coalesce(performance.conversions, 0)
    or coalesce(expected.new_customers, 0) <> coalesce(performance.new_customers, 0)
    or expected.clicks is distinct from performance.clicks
    or performance.currencies > 1
    or (
        expected.foreign_rows = 0
        and expected.cost_amount is distinct from performance.cost_amount
    )
    or (
        expected.foreign_values = 0
        and coalesce(expected.value_amount, 0) <> coalesce(performance.value_amount, 0)
    )
