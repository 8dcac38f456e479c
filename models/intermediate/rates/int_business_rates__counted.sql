{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    tags=['sums'],
    unique_key=['period_grain', 'period_start']
) }}

with rates as (
    select * from {{ ref('definition_rates') }}
),

milestones as (
    select * from {{ ref('int_milestones__rolled_up') }}
),

counted as (
    select * from {{ changed_periods(ref('int_units__counted')) }}
),

followed as (
    select * from {{ changed_periods(ref('int_rates__rolled_up')) }}
),

open_cohorts as (
    select * from {{ ref('int_open_cohorts__rolled_up') }}
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

milestones_that_occur as (
    select milestone from milestones
    where
        period_grain = 'all'
        and dimension = 'all'

    union all

    select 'visit' as milestone
),

counts as (
    select * from counted

    union all by name

    select * from followed
),

added_up as (
    select
        rate_name,
        period_grain,
        period_start,
        dimension,
        dimension_value,
        cast(coalesce(sum(units_entered), 0) as bigint) as denominator,
        cast(coalesce(sum(units_followed), 0) as bigint) as units_followed

    from counts

    group by
        rate_name,
        period_grain,
        period_start,
        dimension,
        dimension_value
)

-- A rate whose numerator never occurs is 0 in total; it is not broken down.
select
    added_up.rate_name,
    rates.business_model,
    rates.unit,
    added_up.period_grain,
    {{ period_start('added_up') }} as period_start,
    added_up.dimension,
    added_up.dimension_value,
    case
        when rates.is_complement then added_up.denominator - added_up.units_followed
        else added_up.units_followed
    end as numerator,
    added_up.denominator,
    rates.within_seconds,
    coalesce(open_cohorts.open_entries, 0) as open_entries

from added_up

cross join history

inner join rates
    on added_up.rate_name = rates.rate

left join milestones_that_occur
    on rates.numerator = milestones_that_occur.milestone

left join open_cohorts
    on added_up.rate_name = open_cohorts.rate_name
    and {{ same_period('added_up', 'open_cohorts') }}

where
    added_up.dimension = 'all'
    or milestones_that_occur.milestone is not null
