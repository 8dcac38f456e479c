-- A visitor who downloads ten times is one download if the definition says so, and the
-- first of them is the one that counts: any other choice moves it to another day.
with milestones as (
    select
        *,
        {{ reporting_date('occurred_at') }} as reached_date

    from {{ ref('int_events__matched_to_milestones') }}
),

definitions as (
    select * from {{ ref('definition_conversions') }}
),

conversions as (
    select * from {{ ref('conversions') }}
),

reached as (
    select
        definitions.conversion,
        definitions.counting,
        milestones.*

    from milestones

    inner join definitions
        on milestones.milestone = definitions.milestone
        and not coalesce(milestones.reached_date < definitions.valid_from, false)
        and not coalesce(milestones.reached_date > definitions.valid_to, false)
),

with_ownership as (
    select
        *,
        case
            when counting = 'once_per_session' then session_id
            when counting = 'once_per_visitor' then visitor_id
            when counting = 'once_per_transaction' then transaction_id
        end as counted_once_for

    from reached
),

expected as (
    select
        conversion,
        counting,
        counted_once_for,
        min(occurred_at) as occurred_at,
        case
            when counted_once_for is null then count(distinct event_source || event_id)
            else 1
        end as conversions

    from with_ownership

    group by
        conversion,
        counting,
        counted_once_for
),

counted as (
    select
        conversions.conversion,
        with_ownership.counting,
        with_ownership.counted_once_for,
        min(conversions.occurred_at) as occurred_at,
        count(*) as conversions

    from conversions

    left join with_ownership
        on conversions.conversion = with_ownership.conversion
        and conversions.event_source = with_ownership.event_source
        and conversions.event_id = with_ownership.event_id

    group by
        conversions.conversion,
        with_ownership.counting,
        with_ownership.counted_once_for
)

select
    coalesce(expected.conversion, counted.conversion) as conversion,
    coalesce(expected.counting, counted.counting) as counting,
    coalesce(expected.counted_once_for, counted.counted_once_for) as counted_once_for,
    expected.conversions as expected_conversions,
    counted.conversions as counted_conversions,
    expected.occurred_at as expected_at,
    counted.occurred_at as counted_at

from expected

full outer join counted
    on expected.conversion = counted.conversion
    and expected.counting = counted.counting
    and expected.counted_once_for is not distinct from counted.counted_once_for

where
    expected.conversions is distinct from counted.conversions
    or expected.occurred_at is distinct from counted.occurred_at
