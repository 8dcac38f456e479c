-- A rate of 0 is a finding; a row that is not there is a gap in the chart, and a mean
-- over the rows that are there is too high.
with sessions as (
    select distinct session_date from {{ ref('sessions') }}
),

conversions as (
    select * from {{ ref('definition_conversions') }}
),

rates as (
    select * from {{ ref('conversion_rates') }}
    where
        period_grain = 'day'
        and dimension = 'all'
),

expected as (
    select distinct
        conversions.conversion,
        sessions.session_date

    from sessions

    inner join conversions
        on not coalesce(sessions.session_date < conversions.valid_from, false)
        and not coalesce(sessions.session_date > conversions.valid_to, false)
),

rows_per_day as (
    select
        conversion,
        period_start,
        count(*) as rates

    from rates

    group by
        conversion,
        period_start
)

select
    expected.conversion,
    expected.session_date,
    rows_per_day.rates

from expected

left join rows_per_day
    on expected.conversion = rows_per_day.conversion
    and expected.session_date = rows_per_day.period_start

where rows_per_day.rates is distinct from 1
