-- Two tables count the same visits. Where a rate over visits has the milestone of a
-- conversion that counts in every session, both must find the same sessions.
with rates as (
    select * from {{ ref('business_rates') }}
    where unit in ('visitor', 'session')
),

definitions as (
    select * from {{ ref('definition_rates') }}
    where
        denominator = 'visit'
        and within_seconds is null
        and not is_complement
),

conversions as (
    select
        milestone,
        min(conversion) as conversion

    from {{ ref('definition_conversions') }}

    where
        counting in ('every', 'once_per_session')
        and valid_from is null
        and valid_to is null

    group by milestone
),

conversion_rates as (
    select * from {{ ref('conversion_rates') }}
),

compared as (
    select
        rates.rate_name,
        conversion_rates.conversion,
        conversion_rates.period_grain,
        conversion_rates.period_start,
        conversion_rates.dimension,
        conversion_rates.dimension_value,
        rates.numerator,
        rates.denominator,
        case definitions.unit
            when 'session' then conversion_rates.converting_sessions
            else conversion_rates.converting_visitors
        end as counted_numerator,
        case definitions.unit
            when 'session' then conversion_rates.sessions
            else conversion_rates.visitors
        end as counted_denominator

    from definitions

    inner join conversions
        on definitions.numerator = conversions.milestone

    inner join conversion_rates
        on conversions.conversion = conversion_rates.conversion
        and conversion_rates.sessions > 0

    left join rates
        on definitions.rate = rates.rate_name
        and {{ same_period('conversion_rates', 'rates') }}

    where definitions.unit <> 'event'
)

select *

from compared

where
    numerator is distinct from counted_numerator
    or denominator is distinct from counted_denominator
