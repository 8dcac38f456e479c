{{ config(materialized='view_with_slice', tags=['sums']) }}

-- What its slice is of.
-- depends_on: {{ ref('int_periods__changed') }}
with visits as (
    select * from {{ changed_periods(ref('int_visits__rolled_up')) }}
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

valid_periods as (
    select * from {{ ref('int_conversion_periods__listed') }}
),

counts as (
    select * from {{ changed_periods(ref('int_conversions__added_up')) }}
),

-- A definition may have several rows, one per period in which it is valid.
conversion_classes as (
    select
        conversion,
        min(conversion_class) as conversion_class

    from {{ ref('definition_conversions') }}

    group by conversion

    union all

    select distinct
        'any_' || conversion_class as conversion,
        conversion_class

    from {{ ref('definition_conversions') }}
),

conversions_that_occur as (
    select distinct conversion from counts
    where period_grain = 'all'
),

-- A rate of 0 is a finding, so periods without a conversion have their row. Conversions
-- that never occurred have it for the total only: a shop has no rows for webinars.
rows_with_visits as (
    select
        valid_periods.conversion,
        visits.period_grain,
        visits.period_start,
        visits.dimension,
        visits.dimension_value

    from valid_periods

    inner join visits
        on valid_periods.period_grain = visits.period_grain
        and valid_periods.period_start = visits.period_start

    left join conversions_that_occur
        on valid_periods.conversion = conversions_that_occur.conversion

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
    coalesce(counts.converting_visitors, 0) as converting_visitors,
    coalesce(counts.converting_sessions, 0) as converting_sessions,
    coalesce(counts.conversions, 0) as conversions,
    counts.value_amount

from all_rows

cross join history

inner join conversion_classes
    on all_rows.conversion = conversion_classes.conversion

left join visits
    on {{ same_period('all_rows', 'visits') }}

left join counts
    on all_rows.conversion = counts.conversion
    and {{ same_period('all_rows', 'counts') }}
