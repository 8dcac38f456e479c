{{ config(materialized='table') }}

with events as (
    select *
    from {{ ref('int_events__assigned_to_roles') }}
    where role like 'subscription_%'
),

-- What happens at one instant has no order, so it is read together.
instants as (
    select
        visitor_id,
        occurred_at as changed_at,
        min(occurred_date) as changed_date,
        max(case role when 'subscription_started' then 1 else 0 end) as started,
        max(case role when 'subscription_cancelled' then 1 else 0 end) as stopped,
        max(case role when 'subscription_upgraded' then 1 else 0 end) as upgraded,
        {{ first_by(
            "case role when 'subscription_started' then value end", 'event_id'
        ) }} as started_amount,
        coalesce(sum(
            case role
                when 'subscription_upgraded' then value
                when 'subscription_downgraded' then -abs(value)
            end
        ), 0) as added_amount,
        -- Upgraded or downgraded by nobody knows how much.
        max(case when role like '%graded' and value is null then 1 else 0 end)
            as lacks_amount,
        min(currency) as lowest_currency,
        max(currency) as highest_currency

    from events

    group by
        visitor_id,
        occurred_at
),

-- A start and an end at one instant change the plan of a customer, and leave somebody
-- else as they were.
with_previous as (
    select
        *,
        coalesce({{ last_known(
            'case when started <> stopped then started end', 'visitor_id', 'changed_at'
        ) }}, 0) as subscribed_before

    from instants
),

with_status as (
    select
        *,
        case when started <> stopped then started else subscribed_before end
            as subscribed_after,
        case when started = 1 and stopped = subscribed_before then 1 else 0 end as opens

    from with_previous
),

-- A spell lasts from a start to an end, or to a start that changes the plan.
with_spells as (
    select
        *,
        sum(opens) over (
            partition by visitor_id
            order by changed_at
            rows between unbounded preceding and current row
        ) as spell_number

    from with_status

    where
        subscribed_before = 1
        or subscribed_after = 1
),

with_amounts as (
    select
        *,
        min(lowest_currency) over so_far as lowest_of_spell,
        max(highest_currency) over so_far as highest_of_spell,
        max(
            case when opens = 1 and started_amount is null then 1 else lacks_amount end
        ) over so_far as unknown_amounts,
        sum(
            case when opens = 1 then coalesce(started_amount, 0) else 0 end
            + added_amount
        ) over so_far as amount_of_spell

    from with_spells

    window so_far as (
        partition by visitor_id, spell_number
        order by changed_at
        rows between unbounded preceding and current row
    )
)

select
    visitor_id,
    changed_at,
    changed_date,
    subscribed_after = 1 as is_subscribed,
    upgraded = 1 as has_upgrade,
    case
        when
            subscribed_after = 1
            and unknown_amounts = 0
            and coalesce(lowest_of_spell = highest_of_spell, true)
            then cast(amount_of_spell as decimal(18, 4))
    end as monthly_amount,
    case
        when subscribed_after = 1 and lowest_of_spell = highest_of_spell
            then lowest_of_spell
    end as currency

from with_amounts
