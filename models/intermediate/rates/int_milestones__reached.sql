{{ config(materialized='view_with_slice') }}

with rates as (
    select * from {{ ref('definition_rates') }}
),

matched as (
    select * from {{ touched(ref('int_events__matched_to_milestones')) }}
),

carts as (
    select * from {{ touched(ref('int_carts__resolved')) }}
),

milestones as (
    select distinct
        milestone,
        event_source,
        event_name

    from {{ ref('definition_milestones') }}
),

wanted as (
    select numerator as milestone from rates

    union distinct

    select denominator as milestone from rates
),

reached as (
    select
        milestone,
        event_source,
        event_id,
        session_id,
        visitor_id,
        occurred_at,
        transaction_id

    from matched

    union all

    select
        milestones.milestone,
        milestones.event_source,
        carts.cart_id as event_id,
        carts.session_id,
        carts.visitor_id,
        carts.abandoned_at as occurred_at,
        cast(null as varchar) as transaction_id

    from carts

    inner join milestones
        on milestones.event_source = 'carts'
        and milestones.event_name = 'cart_abandoned'

    where carts.is_abandoned
)

select reached.*

from reached

inner join wanted
    on reached.milestone = wanted.milestone
