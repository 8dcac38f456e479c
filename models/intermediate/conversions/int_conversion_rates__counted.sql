{{ config(materialized='view_with_slice', tags=['sums']) }}

-- What its slice is of.
-- depends_on: {{ ref('int_periods__changed') }}
with visits as (
    select * from {{ changed_periods(ref('int_visits__rolled_up')) }}
),

days as (
    select * from {{ ref('int_visits__rolled_up') }}
    where
        period_grain = 'day'
        and dimension = 'all'
),

history as (
    select min(period_start) as first_date from days
),

-- Nothing where a period has amounts in two currencies.
counts as (
    select
        conversion,
        period_grain,
        period_start,
        dimension,
        dimension_value,
        sum(converting_visitors) as converting_visitors,
        sum(converting_sessions) as converting_sessions,
        sum(conversions) as conversions,
        case
            when
                sum(valued_conversions) > 0
                and coalesce(
                    min(nullif(currency, '')) = max(nullif(currency, '')), true
                )
                then sum(value_amount)
        end as value_amount

    from {{ changed_periods(ref('int_conversions__rolled_up')) }}

    group by
        conversion,
        period_grain,
        period_start,
        dimension,
        dimension_value
),

periods as (
    {%- for grain in ["day", "week", "month", "all"] %}
    select
        '{{ grain }}' as period_grain,
        {% if grain == "all" -%} {{ whole_history() }}
        {%- else -%} cast({{ dbt.date_trunc(grain, "period_start") }} as date)
        {%- endif %} as period_start,
        min(period_start) as first_date,
        max(period_start) as last_date

    from days

    group by all
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

conversions as (
    select
        conversion,
        conversion_class,
        valid_from,
        valid_to

    from {{ ref('definition_conversions') }}

    union all

    select distinct
        'any_' || conversion_class as conversion,
        conversion_class,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to

    from {{ ref('definition_conversions') }}
),

-- A conversion may have several rows, one per period in which it is valid.
conversion_classes as (
    select
        conversion,
        min(conversion_class) as conversion_class

    from conversions

    group by conversion
),

conversions_that_occur as (
    select distinct conversion from {{ ref('int_conversions__rolled_up') }}
    where period_grain = 'all'
),

-- A rate of 0 is a finding, so periods without a conversion have their row. Conversions
-- that never occurred have it for the total only: a shop has no rows for webinars.
rows_with_visits as (
    select
        conversions.conversion,
        visits.period_grain,
        visits.period_start,
        visits.dimension,
        visits.dimension_value

    from conversions

    inner join periods
        on periods.last_date >= coalesce(conversions.valid_from, periods.last_date)
        and periods.first_date <= coalesce(conversions.valid_to, periods.first_date)

    inner join visits
        on periods.period_grain = visits.period_grain
        and periods.period_start = visits.period_start

    left join conversions_that_occur
        on conversions.conversion = conversions_that_occur.conversion

    where
        visits.dimension = 'all'
        or conversions_that_occur.conversion is not null
),

all_rows as (
    select * from rows_with_visits

    union distinct

    select
        conversion,
        period_grain,
        period_start,
        dimension,
        dimension_value

    from counts
)

select
    all_rows.conversion,
    all_rows.period_grain,
    {{ period_start('all_rows') }} as period_start,
    all_rows.dimension,
    all_rows.dimension_value,
    conversion_classes.conversion_class,
    coalesce(visits.visitors, 0) as visitors,
    coalesce(visits.visitors - visits.cookieless_visitors, 0) as identified_visitors,
    coalesce(visits.sessions, 0) as sessions,
    cast(coalesce(counts.converting_visitors, 0) as bigint) as converting_visitors,
    cast(coalesce(counts.converting_sessions, 0) as bigint) as converting_sessions,
    cast(coalesce(counts.conversions, 0) as bigint) as conversions,
    cast(counts.value_amount as decimal(18, 4)) as value_amount

from all_rows

cross join history

inner join conversion_classes
    on all_rows.conversion = conversion_classes.conversion

left join visits
    on {{ same_period('all_rows', 'visits') }}

left join counts
    on all_rows.conversion = counts.conversion
    and {{ same_period('all_rows', 'counts') }}
