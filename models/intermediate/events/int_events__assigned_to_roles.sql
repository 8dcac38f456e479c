{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id']
) }}

with milestones as (
    select * from {{ touched_orders(ref('int_events__matched_to_milestones')) }}
),

roles as (
    select * from {{ ref('definition_roles') }}
),

events as (
    select
        event_source,
        event_id,
        properties

    from {{ touched(ref('int_events__with_offline')) }}
),

candidates as (
    select
        roles.role,
        milestones.*,
        case
            when
                roles.counting = 'once_per_transaction'
                and milestones.transaction_id is not null
                then 'transaction ' || milestones.transaction_id
            else 'event ' || milestones.event_source || ' ' || milestones.event_id
        end as counting_key

    from milestones

    inner join roles
        on milestones.milestone = roles.milestone
),

-- Numbered by role: an event that plays one role through two milestones plays it once.
numbered as (
    select
        *,
        row_number() over (
            partition by role, counting_key
            order by occurred_at, event_id, event_source
        ) as occurrence_number

    from candidates
)

select
    numbered.role,
    numbered.event_source,
    numbered.event_id,
    numbered.session_id,
    numbered.visitor_id,
    numbered.occurred_at,
    {{ reporting_date('numbered.occurred_at') }} as occurred_date,
    numbered.transaction_id,
    numbered.value,
    numbered.currency,
    events.properties

from numbered

inner join events
    on numbered.event_source = events.event_source
    and numbered.event_id = events.event_id

where
    numbered.occurrence_number = 1
    and {{ is_touched('numbered.visitor_id') }}
