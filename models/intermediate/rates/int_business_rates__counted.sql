{{ config(materialized='table') }}

with rates as (
    select * from {{ ref('definition_rates') }}
),

milestones as (
    select * from {{ ref('int_milestones__rolled_up') }}
),

counted as (
    select * from {{ ref('int_units__counted') }}
),

followed as (
    select * from {{ ref('int_rates__rolled_up') }}
),

milestones_that_occur as (
    select distinct milestone from milestones
    where
        period_grain = 'all'
        and dimension = 'all'
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
        cast(coalesce(sum(units_followed), 0) as bigint) as units_followed,
        max(last_entered_at) as last_entered_at

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
    added_up.period_start,
    added_up.dimension,
    added_up.dimension_value,
    case
        when rates.is_complement then added_up.denominator - added_up.units_followed
        else added_up.units_followed
    end as numerator,
    added_up.denominator,
    rates.within_seconds,
    added_up.last_entered_at

from added_up

inner join rates
    on added_up.rate_name = rates.rate

left join milestones_that_occur
    on rates.numerator = milestones_that_occur.milestone

where
    added_up.dimension = 'all'
    or milestones_that_occur.milestone is not null
