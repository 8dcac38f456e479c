with members as (
    select
        *,
        case period_grain
            when 'week' then {{ dbt.dateadd('week', 1, 'period_start') }}
            else {{ dbt.dateadd('month', 1, 'period_start') }}
        end as next_period_start

    from {{ ref('int_cohort_members__listed') }}
),

activity as (
    select *
    from {{ ref('int_events__assigned_to_roles') }}
    where role = 'cohort_active'
),

horizon as (
    select * from {{ ref('int_events__bounded') }}
),

cohorts as (
    select
        members.period_grain,
        members.period_start,
        members.period_days,
        count(*) as cohort_users,
        {{ seconds_between('min(members.joined_at)', 'horizon.horizon_at') }}
        / 86400 as days_of_first,
        {{ seconds_between('max(members.joined_at)', 'horizon.horizon_at') }}
        / 86400 as days_of_last,
        horizon.horizon_date >= members.next_period_start as is_complete

    from members

    cross join horizon

    group by
        members.period_grain,
        members.period_start,
        members.period_days,
        members.next_period_start,
        horizon.horizon_at,
        horizon.horizon_date
),

-- Every period that somebody has entered: nobody active in it is a finding.
periods as (
    select
        *,
        {{ each_number('cast(floor(days_of_first / period_days) as integer)') }}
            as period_number

    from cohorts
),

-- Counted from the moment at which each member joined, not by the calendar.
active_periods as (
    select
        members.period_grain,
        members.period_start,
        members.visitor_id,
        cast(floor(
            {{ seconds_between('members.joined_at', 'activity.occurred_at') }}
            / (86400 * members.period_days)
        ) as integer) as period_number

    from members

    inner join activity
        on members.visitor_id = activity.visitor_id
        and members.joined_at <= activity.occurred_at
),

with_last as (
    select distinct
        *,
        max(period_number) over (
            partition by period_grain, visitor_id
        ) as last_period_number

    from active_periods
)

select
    periods.period_grain,
    periods.period_start,
    periods.period_number,
    periods.period_days,
    periods.is_complete
    and periods.days_of_last
    >= (periods.period_number + 1) * periods.period_days as is_mature,
    periods.cohort_users,
    count(
        distinct case
            when with_last.period_number = periods.period_number
                then with_last.visitor_id
        end
    ) as active_users,
    count(distinct with_last.visitor_id) as returning_users

from periods

left join with_last
    on periods.period_grain = with_last.period_grain
    and periods.period_start = with_last.period_start
    and periods.period_number <= with_last.last_period_number

group by
    periods.period_grain,
    periods.period_start,
    periods.period_number,
    periods.period_days,
    periods.is_complete,
    periods.days_of_last,
    periods.cohort_users
