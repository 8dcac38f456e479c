{{ config(materialized='table') }}

with units as (
    select * from {{ ref('int_units__followed') }}
),

cohorts as (
    select * from {{ ref('int_cohorts__followed') }}
),

sessions as (
    select
        *,
        session_date as period_date,
        min(session_date) over () as first_date

    from {{ ref('int_sessions__attributed') }}
),

-- Whoever is followed in a shorter period is followed in the whole history.
units_with_sessions as (
    select
        units.rate_name,
        units.unit_id,
        units.is_followed_in_day,
        units.is_followed_in_week,
        units.is_followed_in_month,
        units.is_followed_in_all,
        sessions.*

    from units

    inner join sessions
        on units.session_id = sessions.session_id

    where units.is_followed_in_all
),

cohorts_with_sessions as (
    select
        cohorts.rate_name,
        cohorts.entered_at,
        cohorts.is_followed,
        sessions.*

    from cohorts

    inner join sessions
        on cohorts.session_id = sessions.session_id
)

{{ rollup('units_with_sessions', {
    'units_entered': 'cast(null as bigint)',
    'units_followed':
        'count(distinct case when is_followed_in_<period_grain> then unit_id end)',
    'last_entered_at': 'cast(null as timestamp)',
}, ['rate_name']) }}

union all

{{ rollup('cohorts_with_sessions', {
    'units_entered': 'count(*)',
    'units_followed': 'count(case when is_followed then 1 end)',
    'last_entered_at': 'max(entered_at)',
}, ['rate_name']) }}
