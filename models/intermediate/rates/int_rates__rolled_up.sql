{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=[
        'rate_name', 'period_grain', 'period_start', 'dimension', 'dimension_value'
    ]
) }}

-- Whoever is followed in a shorter period is followed in the whole history.
with followed_units as (
    select
        *,
        session_date as period_date

    from {{ with_sessions(
        changing(ref('int_units__followed')), changing(ref('int_sessions__attributed')),
    ) }}

    where is_followed_in_all
),

units as (
    select * from {{ with_lone_rows('followed_units', ['rate_name', 'unit_id']) }}
),

cohorts as (
    select
        *,
        session_date as period_date

    from {{ with_sessions(
        changing(ref('int_cohorts__followed')),
        changing(ref('int_sessions__attributed')),
    ) }}
),

counts as (
    {{ rollup('units', {
        'units_entered': '0',
        'units_followed': count_distinct(
            'case when is_followed_in_<period_grain> then unit_id end'
        ),
    }, ['rate_name']) | indent }}

    union all

    {{ rollup('cohorts', {
        'units_entered': 'count(*)',
        'units_followed': 'count(case when is_followed then 1 end)',
    }, ['rate_name']) | indent }}
)

select * from counts
where
    units_entered > 0
    or units_followed > 0
