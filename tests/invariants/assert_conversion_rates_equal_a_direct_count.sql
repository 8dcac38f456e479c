-- Rates are computed once for many periods and segments by one macro, so one slip in it
-- is everywhere. Here the total and the channels are counted straight from the rows.
with sessions as (
    select * from {{ ref('sessions') }}
),

conversions as (
    select * from {{ ref('conversions') }}
),

rates as (
    select * from {{ ref('conversion_rates') }}
    where
        period_grain in ('all', 'month', 'day')
        and dimension in ('all', 'channel')
),

grains as (
    select 'all' as period_grain
    union all
    select 'month' as period_grain
    union all
    select 'day' as period_grain
),

dimensions as (
    select 'all' as dimension
    union all
    select 'channel' as dimension
),

history as (
    select min(session_date) as first_date
    from sessions
),

-- Every conversion under its own name and under that of its class. An event that is two
-- conversions of a class is one there.
named_conversions as (
    select
        conversion,
        session_id,
        conversion_date,
        event_source || ' ' || event_id as event_key,
        currency,
        value_amount

    from conversions

    union all

    select
        'any_' || conversion_class as conversion,
        session_id,
        conversion_date,
        event_source || ' ' || event_id as event_key,
        max(currency) as currency,
        max(value_amount) as value_amount

    from conversions

    group by
        conversion_class,
        session_id,
        conversion_date,
        event_source,
        event_id
),

conversions_with_session as (
    select
        named_conversions.conversion,
        named_conversions.conversion_date,
        named_conversions.event_key,
        named_conversions.currency,
        named_conversions.value_amount,
        sessions.session_id,
        sessions.visitor_id,
        sessions.session_date,
        sessions.channel

    from named_conversions

    inner join sessions
        on named_conversions.session_id = sessions.session_id
),

sessions_everywhere as (
    select
        sessions.session_id,
        sessions.visitor_id,
        grains.period_grain,
        dimensions.dimension,
        case grains.period_grain
            when 'day' then sessions.session_date
            when 'month'
                then cast({{ dbt.date_trunc(
                    'month', 'sessions.session_date'
                ) }} as date)
            else history.first_date
        end as period_start,
        case dimensions.dimension
            when 'channel' then coalesce(sessions.channel, '(not set)')
            else 'all'
        end as dimension_value

    from sessions

    cross join grains

    cross join dimensions

    cross join history
),

conversions_everywhere as (
    select
        conversions_with_session.*,
        grains.period_grain,
        dimensions.dimension,
        case grains.period_grain
            when 'day' then conversions_with_session.session_date
            when 'month'
                then cast({{ dbt.date_trunc(
                    'month', 'conversions_with_session.session_date'
                ) }} as date)
            else history.first_date
        end as session_period,
        case grains.period_grain
            when 'day' then conversions_with_session.conversion_date
            when 'month'
                then cast({{ dbt.date_trunc(
                    'month', 'conversions_with_session.conversion_date'
                ) }} as date)
            else history.first_date
        end as conversion_period,
        case dimensions.dimension
            when 'channel' then coalesce(conversions_with_session.channel, '(not set)')
            else 'all'
        end as dimension_value

    from conversions_with_session

    cross join grains

    cross join dimensions

    cross join history
),

visits as (
    select
        period_grain,
        period_start,
        dimension,
        dimension_value,
        count(*) as sessions,
        count(distinct visitor_id) as visitors

    from sessions_everywhere

    group by
        period_grain,
        period_start,
        dimension,
        dimension_value
),

converting as (
    select
        conversion,
        period_grain,
        session_period as period_start,
        dimension,
        dimension_value,
        count(distinct session_id) as converting_sessions,
        count(distinct visitor_id) as converting_visitors

    from conversions_everywhere

    group by
        conversion,
        period_grain,
        session_period,
        dimension,
        dimension_value
),

happened as (
    select
        conversion,
        period_grain,
        conversion_period as period_start,
        dimension,
        dimension_value,
        count(event_key) as conversions,
        case when count(distinct currency) <= 1 then sum(value_amount) end
            as value_amount

    from conversions_everywhere

    group by
        conversion,
        period_grain,
        conversion_period,
        dimension,
        dimension_value
),

counted as (
    select
        coalesce(converting.conversion, happened.conversion) as conversion,
        coalesce(converting.period_grain, happened.period_grain) as period_grain,
        coalesce(converting.period_start, happened.period_start) as period_start,
        coalesce(converting.dimension, happened.dimension) as dimension,
        coalesce(converting.dimension_value, happened.dimension_value)
            as dimension_value,
        coalesce(converting.converting_sessions, 0) as converting_sessions,
        coalesce(converting.converting_visitors, 0) as converting_visitors,
        coalesce(happened.conversions, 0) as conversions,
        coalesce(happened.value_amount, 0) as value_amount

    from converting

    full outer join happened
        on converting.conversion = happened.conversion
        and {{ same_period('converting', 'happened') }}
),

compared as (
    select
        coalesce(rates.conversion, counted.conversion) as conversion,
        coalesce(rates.period_grain, counted.period_grain) as period_grain,
        coalesce(rates.period_start, counted.period_start) as period_start,
        coalesce(rates.dimension, counted.dimension) as dimension,
        coalesce(rates.dimension_value, counted.dimension_value) as dimension_value,
        rates.sessions,
        rates.visitors,
        rates.converting_sessions,
        coalesce(counted.converting_sessions, 0) as counted_converting_sessions,
        rates.converting_visitors,
        coalesce(counted.converting_visitors, 0) as counted_converting_visitors,
        rates.conversions,
        coalesce(counted.conversions, 0) as counted_conversions,
        coalesce(rates.value_amount, 0) as value_amount,
        coalesce(counted.value_amount, 0) as counted_value_amount,
        rates.conversions_per_visitor,
        rates.conversions_per_session

    from rates

    full outer join counted
        on rates.conversion = counted.conversion
        and {{ same_period('rates', 'counted') }}
),

with_visits as (
    select
        compared.*,
        coalesce(visits.sessions, 0) as counted_sessions,
        coalesce(visits.visitors, 0) as counted_visitors

    from compared

    left join visits
        on {{ same_period('compared', 'visits') }}
)

select *

from with_visits

where
    sessions is distinct from counted_sessions
    or visitors is distinct from counted_visitors
    or converting_sessions is distinct from counted_converting_sessions
    or converting_visitors is distinct from counted_converting_visitors
    or conversions is distinct from counted_conversions
    or value_amount is distinct from counted_value_amount
    or (
        counted_visitors > 0
        and not coalesce(
            abs(conversions_per_visitor * counted_visitors - counted_conversions)
            < 0.000001,
            false
        )
    )
    or (
        counted_sessions > 0
        and not coalesce(
            abs(conversions_per_session * counted_sessions - counted_conversions)
            < 0.000001,
            false
        )
    )
