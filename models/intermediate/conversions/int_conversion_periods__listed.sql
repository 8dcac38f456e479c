with days as (
    select * from {{ ref('int_visits__rolled_up') }}
    where
        period_grain = 'day'
        and dimension = 'all'
),

periods as (
    {%- for grain in ["day", "week", "month", "all"] %}
    select
        '{{ grain }}' as period_grain,
        {{ start_of_period(grain, "period_start") }} as period_start,
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
        valid_from,
        valid_to

    from {{ ref('definition_conversions') }}

    union all

    select distinct
        'any_' || conversion_class as conversion,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to

    from {{ ref('definition_conversions') }}
)

-- A conversion may have several rows, one per period in which it is valid.
select distinct
    conversions.conversion,
    periods.period_grain,
    periods.period_start

from conversions

inner join periods
    on periods.last_date >= coalesce(conversions.valid_from, periods.last_date)
    and periods.first_date <= coalesce(conversions.valid_to, periods.first_date)
