-- Whatever was spent, whoever came and what was credited is in the table of campaigns,
-- once under every model, for every conversion and in every breakdown, and no more than
-- that. Money in other currencies is converted: it is compared where there is none.
with performance as (
    select
        attribution_model,
        conversion,
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
        conversion,
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
        conversions.*,
        customers.conversion_id is not null as has_won_customer

    from {{ ref('conversions') }} as conversions

    left join {{ ref('int_customers__won') }} as customers
        on conversions.conversion_id = customers.conversion_id

    where conversions.conversion_class in ({{ attributed_classes() }})
),

named as (
    select
        *,
        conversion as counted_conversion

    from conversions

    union all

    select
        *,
        'any_' || conversion_class as counted_conversion

    from conversions
),

-- A class is there even where none of it happened.
names as (
    select 'any_' || conversion_class as conversion
    from {{ ref('definition_conversions') }}
    where conversion_class in ({{ attributed_classes() }})

    union distinct

    select conversion from conversions
),

counted as (
    select
        names.conversion,
        count(named.conversion_id) as conversions,
        count(case when named.has_won_customer then 1 end) as new_customers,
        coalesce(sum(named.value_amount), 0) as value_amount,
        count(
            case when named.currency <> '{{ var("reporting_currency") }}' then 1 end
        ) as foreign_values

    from names

    left join named
        on names.conversion = named.counted_conversion

    group by names.conversion
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
        spend.*,
        sessions.sessions,
        counted.*

    from models

    cross join spend

    cross join sessions

    cross join counted

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
    and expected.conversion = performance.conversion
    and expected.period_grain = performance.period_grain
    and expected.dimension = performance.dimension

where
    expected.sessions is distinct from performance.sessions
    or expected.conversions is distinct from performance.conversions
    or expected.new_customers is distinct from performance.new_customers
    or expected.clicks is distinct from performance.clicks
    or performance.currencies > 1
    or (
        expected.foreign_rows = 0
        and expected.cost_amount is distinct from performance.cost_amount
    )
    or (
        expected.foreign_values = 0
        and expected.value_amount is distinct from performance.value_amount
    )
