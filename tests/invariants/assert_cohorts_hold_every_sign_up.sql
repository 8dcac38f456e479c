-- A visitor who joined is in one cohort of each grain from its first period to its
-- last, active or not: a cohort without its idle members would look loyal.
with milestones as (
    select * from {{ ref('int_events__matched_to_milestones') }}
),

roles as (
    select * from {{ ref('definition_roles') }}
),

grains as (
    select 'week' as period_grain
    union all
    select 'month' as period_grain
),

joined as (
    select count(distinct milestones.visitor_id) as visitors

    from milestones

    inner join roles
        on milestones.milestone = roles.milestone

    where roles.role = 'cohort_joined'
),

cohorts as (
    select
        period_grain,
        period_start,
        max(cohort_users) as cohort_users,
        min(cohort_users) as fewest_users,
        count(*) as periods,
        max(period_number) as last_number,
        min(period_number) as first_number,
        max(case when is_mature then period_number else -1 end) as last_mature,
        count(case when is_mature then 1 end) as mature_periods

    from {{ ref('retention') }}

    group by
        period_grain,
        period_start
),

totals as (
    select
        grains.period_grain,
        coalesce(sum(cohorts.cohort_users), 0) as cohort_users

    from grains

    left join cohorts
        on grains.period_grain = cohorts.period_grain

    group by grains.period_grain
)

select
    'members' as problem,
    totals.period_grain,
    cast(null as date) as period_start,
    totals.cohort_users as found,
    joined.visitors as expected

from totals

cross join joined

where totals.cohort_users <> joined.visitors

union all

select
    'periods' as problem,
    period_grain,
    period_start,
    periods as found,
    last_number + 1 as expected

from cohorts

where not coalesce(
    fewest_users = cohort_users
    and first_number = 0
    and periods = last_number + 1
    and mature_periods = last_mature + 1,
    false
)
