{{ config(materialized='table') }}

with arrived as (
    select * from {{ ref('int_events__arrived') }}
),

cleaned as (
    select
        device_id,
        user_id,
        occurred_at,
        has_analytics_consent,
        transaction_id

    from {{ ref('int_events__cleaned') }}

    where {{ 'false' if builds_whole() else 'true' }}
),

-- One order is counted once, whoever of several visitors placed it.
of_same_order as (
    select *
    from cleaned
    where transaction_id in (
        select arrived.transaction_id from arrived
    )
),

changed as (
    select * exclude (event_source, event_id) from arrived

    union all

    select * from of_same_order
),

-- A new login takes over the events around it of everybody who was seen on its device.
visitors as (
    select user_id as visitor_id from changed

    union distinct

    select device_id as visitor_id from changed

    union distinct

    select cleaned.user_id as visitor_id
    from cleaned
    where cleaned.device_id in (select changed.device_id from changed)

    union distinct

    select {{ cookieless_visitor_id() }} as visitor_id
    from changed
    where not coalesce(has_analytics_consent, true)
    {%- if not builds_whole() %}

    union distinct

    select visitor_id
    from {{ waiting_visitors(ref('int_events__cleaned')) }} as waiting
    {%- endif %}
)

select visitor_id from visitors
where visitor_id is not null
