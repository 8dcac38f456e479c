{{ config(materialized='table', tags=['sums']) }}

with visits as (
    select * from {{ ref('int_visits__rolled_up') }}
),

rates as (
    select * from {{ ref('definition_rates') }}
),

horizon as (
    select * from {{ ref('int_events__bounded') }}
),

cohorts as (
    select * from {{ ref('int_cohorts__followed') }}
),

sessions as (
    select * from {{ ref('int_sessions__attributed') }}
),

windows as (
    select distinct coalesce(within_seconds, 0) as within_seconds
    from rates
),

-- A period is mature for a rate when the window of its last instant is over, and so are
-- those of all that entered in it.
last_instants as (
    select
        visits.period_grain,
        visits.period_start,
        {{ last_instant_of('visits.period_grain', 'visits.period_start') }} as opens_at,
        windows.within_seconds

    from visits

    cross join windows

    where
        visits.dimension = 'all'
        and visits.period_grain <> 'all'
),

matured_periods as (
    select
        last_instants.period_grain,
        last_instants.period_start

    from last_instants

    cross join horizon

    where {{ crosses_horizon('last_instants') }}
),

matured_entries as (
    select cohorts.session_id
    from (
        select
            cohorts.session_id,
            cohorts.entered_at as opens_at,
            rates.within_seconds

        from cohorts

        inner join rates
            on cohorts.rate_name = rates.rate
    ) as cohorts

    cross join horizon

    where {{ crosses_horizon('cohorts') }}
)

select
    period_grain,
    period_start

from matured_periods
{%- for grain in ['day', 'week', 'month'] %}

union distinct

select
    '{{ grain }}' as period_grain,
    cast({{ dbt.date_trunc(grain, 'sessions.session_date') }} as date) as period_start

from matured_entries

inner join sessions
    on matured_entries.session_id = sessions.session_id
{%- endfor %}
