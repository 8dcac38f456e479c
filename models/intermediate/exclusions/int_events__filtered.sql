{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['event_source', 'event_id']
) }}

with events as {{ read_each_time() }}(
    select *
    from {{ arrived(ref('int_events__cleaned'), ['event_source', 'event_id']) }}
),

bots as (
    select * from {{ ref('int_user_agents__identified') }}
),

exclusions as (
    select
        exclusion,
        property,
        operator,
        value as wanted_value

    from {{ ref('definition_exclusions') }}
),

candidates as (
    select
        events.event_source,
        events.event_id,
        exclusions.*,
        {{ event_property('exclusions.property') }} as found_value

    from events

    inner join exclusions
        on {{ may_hold_property('exclusions.property') }}
),

-- An event that several reasons speak against counts as filtered once, by the first.
reasons as (
    select
        events.event_source,
        events.event_id,
        1 as reason_number,
        'bot' as filter_reason

    from events

    inner join bots
        on events.user_agent = bots.user_agent

    union all

    select
        event_source,
        event_id,
        case exclusion when 'internal_traffic' then 2 else 3 end as reason_number,
        exclusion as filter_reason

    from candidates

    where {{ matches_rule('property', 'found_value', 'operator', 'wanted_value') }}

    union all

    select
        event_source,
        event_id,
        4 as reason_number,
        'refused' as filter_reason

    from events

    where
        not coalesce(has_analytics_consent, true)
        and {{ 'false' if var('include_cookieless') else 'true' }}
),

first_reasons as (
    select
        event_source,
        event_id,
        {{ first_by('filter_reason', 'reason_number') }} as filter_reason

    from reasons

    group by
        event_source,
        event_id
)

select
    events.event_source,
    events.event_id,
    events.occurred_at,
    first_reasons.filter_reason,
    bots.bot,
    bots.bot_category,
    coalesce(bots.is_ai_crawler, false) as is_ai_crawler,
    events.page_url

from first_reasons

inner join events
    on first_reasons.event_source = events.event_source
    and first_reasons.event_id = events.event_id

left join bots
    on events.user_agent = bots.user_agent
