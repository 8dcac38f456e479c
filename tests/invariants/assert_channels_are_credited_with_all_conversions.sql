-- Channels, sources and campaigns share the conversions of every period without rest,
-- by every model that adds up, and so does their value where it has one currency.
with credits as (
    select
        attribution_model,
        conversion,
        period_grain,
        period_start,
        dimension,
        sum(credited_conversions) as conversions,
        count(distinct currency) as currencies,
        sum(credited_value_amount) as value_amount

    from {{ ref('channel_attribution') }}

    group by
        attribution_model,
        conversion,
        period_grain,
        period_start,
        dimension
),

conversions as (
    select * from {{ ref('conversions') }}
    where conversion_class in ({{ attributed_classes() }})
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

history as (
    select min(session_date) as first_date
    from {{ ref('sessions') }}
),

in_periods as (
    {%- for grain in ["day", "week", "month"] %}
    select
        *,
        '{{ grain }}' as period_grain,
        {{ start_of_period(grain, "conversion_date") }} as period_start

    from named

    union all
    {% endfor %}
    select
        named.*,
        'all' as period_grain,
        history.first_date as period_start

    from named

    cross join history
),

counted as (
    select
        counted_conversion as conversion,
        period_grain,
        period_start,
        count(*) as conversions,
        count(distinct currency) as currencies,
        sum(value_amount) as value_amount

    from in_periods

    group by
        counted_conversion,
        period_grain,
        period_start
),

models as (
    select * from {{ ref('definition_attribution_models') }}
    where is_additive
),

expected as (
    select
        models.attribution_model,
        dimensions.dimension,
        counted.*

    from counted

    cross join models

    cross join (
        values ('all'), ('channel'), ('source'), ('campaign')
    ) as dimensions (dimension)
)

select
    expected.*,
    credits.conversions as credited_conversions,
    credits.value_amount as credited_value_amount

from expected

full outer join credits
    on expected.attribution_model = credits.attribution_model
    and expected.conversion = credits.conversion
    and expected.period_grain = credits.period_grain
    and expected.period_start = credits.period_start
    and expected.dimension = credits.dimension

where
    expected.conversions is distinct from credits.conversions
    or (
        expected.currencies <= 1
        and expected.value_amount is distinct from credits.value_amount
    )
    or (
        expected.currencies > 1
        and expected.dimension = 'all'
        and credits.value_amount is not null
    )
