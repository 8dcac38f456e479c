-- Every credited conversion is in one path of each of its periods, between the channels
-- of its first and of its last visit, and so is what it is worth.
with visits as (
    select distinct
        conversion_id,
        conversion,
        conversion_class,
        conversion_date,
        touch_number,
        touches,
        channel

    from {{ ref('attributed_conversions') }}
),

journeys as (
    select
        last_visits.*,
        first_visits.channel as opening_channel,
        last_visits.channel as closing_channel

    from visits as last_visits

    inner join visits as first_visits
        on last_visits.conversion_id = first_visits.conversion_id

    where
        last_visits.touch_number = last_visits.touches
        and first_visits.touch_number = 1
),

conversions as (
    select * from {{ ref('conversions') }}
),

valued as (
    select
        journeys.*,
        conversions.value_amount,
        conversions.currency

    from journeys

    left join conversions
        on journeys.conversion_id = conversions.conversion_id
),

named as (
    select
        *,
        conversion as counted_conversion

    from valued

    union all

    select
        *,
        'any_' || conversion_class as counted_conversion

    from valued
),

periods as (
    {{ at_every_grain('named', 'conversion_date') }}
),

-- The whole history starts with the first visit, which need not lead to anything.
expected as (
    select
        counted_conversion as conversion,
        period_grain,
        case when period_grain <> 'all' then period_start end as period_start,
        opening_channel,
        closing_channel,
        count(*) as conversions,
        sum(touches) as visits,
        case when count(distinct currency) <= 1 then sum(value_amount) end
            as value_amount

    from periods

    group by all
),

paths as (
    select
        *,
        case when period_grain <> 'all' then period_start end as known_period_start,
        sum(conversions) over (
            partition by conversion, period_grain, period_start
        ) as conversions_of_period

    from {{ ref('conversion_paths') }}
),

found as (
    select
        conversion,
        period_grain,
        known_period_start as period_start,
        opening_channel,
        closing_channel,
        sum(conversions) as conversions,
        cast(round(sum(visits_per_conversion * conversions), 0) as bigint) as visits,
        sum(value_amount) as value_amount,
        count(
            case
                when
                    abs(conversion_share * conversions_of_period - conversions) > 1e-6
                    or channel_path not like opening_channel || '%'
                    or channel_path not like '%' || closing_channel
                    then 1
            end
        ) as false_paths

    from paths

    group by all
)

select
    expected.*,
    found.conversions as found_conversions,
    found.visits as found_visits,
    found.value_amount as found_value_amount,
    found.false_paths

from expected

full outer join found
    on expected.conversion = found.conversion
    and expected.period_grain = found.period_grain
    and expected.period_start is not distinct from found.period_start
    and expected.opening_channel = found.opening_channel
    and expected.closing_channel = found.closing_channel

where
    expected.conversions is distinct from found.conversions
    or expected.visits is distinct from found.visits
    or (
        expected.value_amount is not null
        and expected.value_amount is distinct from found.value_amount
    )
    or found.false_paths > 0
