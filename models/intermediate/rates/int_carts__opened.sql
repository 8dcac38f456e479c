{{ config(materialized='table', tags=['slice']) }}

with steps as (
    select
        *,
        step_number = min(step_number) over () as is_opening

    from {{ ref('definition_cart_steps') }}
),

milestones as (
    select * from {{ touched(ref('int_events__matched_to_milestones')) }}
),

step_events as (
    select
        steps.step_number,
        steps.is_opening,
        milestones.*

    from milestones

    inner join steps
        on milestones.milestone = steps.milestone
),

carts as (
    select
        visitor_id,
        session_id,
        min(occurred_at) as opened_at,
        max(occurred_at) as last_added_at,
        count(*) as additions,
        count(distinct currency) as currencies,
        sum(value) as value_amount,
        max(currency) as currency

    from step_events

    where is_opening

    group by
        visitor_id,
        session_id
),

-- The latest step comes first; of steps at one instant the one furthest on.
steps_of_carts as (
    select
        step_events.session_id,
        step_events.milestone,
        row_number() over (
            partition by step_events.session_id
            order by step_events.occurred_at desc, step_events.step_number desc
        ) as steps_from_last

    from step_events

    inner join carts
        on step_events.session_id = carts.session_id
        and step_events.occurred_at >= carts.opened_at
)

select
    {{ surrogate_key(['carts.visitor_id', 'carts.session_id']) }} as cart_id,
    carts.visitor_id,
    carts.session_id,
    carts.opened_at,
    carts.last_added_at,
    steps_of_carts.milestone as last_step,
    carts.additions,
    -- Amounts in several currencies have no sum.
    case when carts.currencies <= 1 then carts.value_amount end as value_amount,
    case when carts.currencies <= 1 then carts.currency end as currency

from carts

inner join steps_of_carts
    on carts.session_id = steps_of_carts.session_id
    and steps_of_carts.steps_from_last = 1
