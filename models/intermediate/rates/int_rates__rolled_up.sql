{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=[
        'rate_name', 'period_grain', 'period_start', 'dimension', 'dimension_value'
    ]
) }}

with segments as (
    {{ segments_of(changing(ref('int_sessions__attributed'))) }}
),

-- Whoever is followed in a shorter period is followed in the whole history.
followed_units as (
    select *
    from {{ with_segments(
        changing(ref('int_units__followed')), changing(ref('int_sessions__attributed')),
    ) }}

    where is_followed_in_all
),

units as (
    select *
    from {{ with_lone_rows('followed_units', ['rate_name', 'unit_id'], kept=[
        'rate_name', 'is_followed_in_day', 'is_followed_in_week',
        'is_followed_in_month', 'is_followed_in_all',
    ]) }}
),

cohorts as (
    select *
    from {{ with_segments(
        changing(ref('int_cohorts__followed')),
        changing(ref('int_sessions__attributed')),
    ) }}
),

counts as (
    select
        *,
        0 as units_entered

    from {{ rollup('units', ['rate_name'], distinct={
        'units_followed': 'case when is_followed_in_<period_grain> then unit_number end',
    }) }}

    union all by name

    select * from {{ rollup('cohorts', ['rate_name'], sums={
        'units_entered': '1',
        'units_followed': 'cast(is_followed as integer)',
    }) }}
)

select
    rate_name,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(units_entered as bigint) as units_entered,
    cast(units_followed as bigint) as units_followed

from counts

where
    units_entered > 0
    or units_followed > 0
