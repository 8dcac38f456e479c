{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with conversions as (
    select * from {{ touched(ref('int_conversions__counted')) }}
    where conversion_class in ({{ attributed_classes() }})
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
),

customers as (
    select * from {{ touched(ref('int_customers__won')) }}
),

-- The visit of the conversion always counts: a sale in a shop may follow it after long.
touches as (
    select
        conversions.conversion_id,
        conversions.conversion,
        conversions.conversion_class,
        conversions.visitor_id,
        conversions.occurred_at,
        conversions.conversion_date,
        conversions.value_amount,
        conversions.currency,
        customers.conversion_id is not null as has_won_customer,
        sessions.session_id,
        sessions.started_at,
        sessions.channel,
        sessions.source,
        sessions.medium,
        sessions.campaign

    from conversions

    inner join sessions
        on conversions.visitor_id = sessions.visitor_id
        and (
            conversions.session_id = sessions.session_id
            or (
                conversions.occurred_at >= sessions.started_at
                and conversions.occurred_at <= {{ lookback_end('sessions.started_at') }}
            )
        )

    left join customers
        on conversions.conversion_id = customers.conversion_id
)

select
    conversion_id,
    row_number() over (
        partition by conversion_id order by started_at, session_id
    ) as touch_number,
    count(*) over (partition by conversion_id) as touches,
    conversion,
    conversion_class,
    visitor_id,
    occurred_at,
    conversion_date,
    value_amount,
    currency,
    has_won_customer,
    session_id,
    started_at,
    {{ seconds_between('started_at', 'occurred_at') }} as seconds_before_conversion,
    channel,
    source,
    medium,
    campaign

from touches
