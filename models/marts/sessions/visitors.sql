{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    on_schema_change='fail'
) }}

with sessions as (
    select * from {{ touched(ref('sessions')) }}
),

conversions as (
    select * from {{ touched(ref('conversions')) }}
),

sessions_per_visitor as (
    select
        visitor_id,
        max(identity_level) as identity_level,
        min(started_at) as first_seen_at,
        max(ended_at) as last_seen_at,
        min(case when is_new_visitor then channel end) as first_channel,
        count(*) as sessions

    from sessions

    group by visitor_id
),

conversions_per_visitor as (
    select
        visitor_id,
        count(*) as conversions,
        count(case when conversion_class = 'macro' then 1 end) as macro_conversions,
        count(distinct currency) as currencies,
        sum(value_amount) as value

    from conversions

    group by visitor_id
)

select
    sessions_per_visitor.visitor_id,
    sessions_per_visitor.identity_level,
    sessions_per_visitor.first_seen_at,
    sessions_per_visitor.last_seen_at,
    sessions_per_visitor.first_channel,
    cast(sessions_per_visitor.sessions as integer) as sessions,
    cast(coalesce(conversions_per_visitor.conversions, 0) as integer) as conversions,
    cast(coalesce(conversions_per_visitor.macro_conversions, 0) as integer)
        as macro_conversions,
    case
        when coalesce(conversions_per_visitor.currencies, 0) <= 1
            then cast(coalesce(conversions_per_visitor.value, 0) as decimal(18, 4))
    end as value

from sessions_per_visitor

left join conversions_per_visitor
    on sessions_per_visitor.visitor_id = conversions_per_visitor.visitor_id
