-- The table of visitors sums up sessions and conversions; where it differs, the best
-- visitors of a list are not the best ones.
with visitors as (
    select * from {{ ref('visitors') }}
),

sessions as (
    select * from {{ ref('sessions') }}
),

conversions as (
    select * from {{ ref('conversions') }}
),

counted_sessions as (
    select
        visitor_id,
        count(*) as sessions,
        max(ended_at) as last_seen_at

    from sessions

    group by visitor_id
),

counted_conversions as (
    select
        visitor_id,
        count(*) as conversions,
        count(case when conversion_class = 'macro' then 1 end) as macro_conversions,
        count(distinct currency) as currencies,
        coalesce(sum(value_amount), 0) as value_amount

    from conversions

    group by visitor_id
),

counted as (
    select
        coalesce(counted_sessions.visitor_id, counted_conversions.visitor_id)
            as visitor_id,
        counted_sessions.sessions,
        counted_sessions.last_seen_at,
        coalesce(counted_conversions.conversions, 0) as conversions,
        coalesce(counted_conversions.macro_conversions, 0) as macro_conversions,
        case
            when coalesce(counted_conversions.currencies, 0) <= 1
                then coalesce(counted_conversions.value_amount, 0)
        end as value_amount

    from counted_sessions

    full outer join counted_conversions
        on counted_sessions.visitor_id = counted_conversions.visitor_id
)

select
    coalesce(visitors.visitor_id, counted.visitor_id) as visitor_id,
    visitors.sessions,
    counted.sessions as counted_sessions,
    visitors.conversions,
    counted.conversions as counted_conversions,
    visitors.macro_conversions,
    counted.macro_conversions as counted_macro_conversions,
    visitors.value,
    counted.value_amount as counted_value_amount

from visitors

full outer join counted
    on visitors.visitor_id = counted.visitor_id

where
    visitors.sessions is distinct from counted.sessions
    or visitors.last_seen_at is distinct from counted.last_seen_at
    or visitors.conversions is distinct from counted.conversions
    or visitors.macro_conversions is distinct from counted.macro_conversions
    or visitors.value is distinct from counted.value_amount
