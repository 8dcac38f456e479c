{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with milestones as (
    select
        *,
        {{ reporting_date('occurred_at') }} as conversion_date

    from {{ touched_orders(ref('int_events__matched_to_milestones')) }}
),

definitions as (
    select * from {{ ref('definition_conversions') }}
),

candidates as (
    select
        definitions.conversion,
        definitions.conversion_class,
        definitions.counting,
        definitions.value_rule,
        definitions.fixed_value,
        milestones.*

    from milestones

    inner join definitions
        on milestones.milestone = definitions.milestone
        and milestones.conversion_date
        >= coalesce(definitions.valid_from, milestones.conversion_date)
        and milestones.conversion_date
        <= coalesce(definitions.valid_to, milestones.conversion_date)
),

-- What may be counted once. An order without a number cannot be recognised again, so
-- each such event stands for itself.
with_counting_key as (
    select
        *,
        case
            when counting = 'once_per_session' then 'session ' || session_id
            when counting = 'once_per_visitor' then 'visitor ' || visitor_id
            when counting = 'once_per_transaction' and transaction_id is not null
                then 'transaction ' || transaction_id
            else 'event ' || event_source || ' ' || event_id
        end as counting_key

    from candidates
),

numbered as (
    select
        *,
        row_number() over (
            partition by conversion, counting_key
            order by occurred_at, event_id, event_source
        ) as occurrence_number

    from with_counting_key
)

select
    {{ surrogate_key(['conversion', 'counting_key']) }} as conversion_id,
    conversion,
    conversion_class,
    visitor_id,
    session_id,
    event_source,
    event_id,
    transaction_id,
    occurred_at,
    conversion_date,
    cast(
        case value_rule
            when 'event_value' then value
            when 'fixed' then fixed_value
        end as decimal(18, 4)
    ) as value_amount,
    case when value_rule = 'event_value' then currency end as currency

from numbered

where
    occurrence_number = 1
    and {{ is_touched('visitor_id') }}
