{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id']
) }}

with events as (
    select * from {{ touched(ref('int_events__with_offline')) }}
),

milestones as (
    select
        milestone,
        event_source as wanted_source,
        event_name as wanted_name,
        page_path_pattern,
        property,
        operator,
        value as wanted_value

    from {{ ref('definition_milestones') }}
),

-- Two joins, because only a rule that names its event can be looked up by it.
named_candidates as (
    select
        events.*,
        milestones.*

    from events

    inner join milestones
        on events.event_name = milestones.wanted_name
),

unnamed_candidates as (
    select
        events.*,
        milestones.*

    from events

    inner join milestones
        on milestones.wanted_name is null
        and {{ url_path('events.page_url') }} like milestones.page_path_pattern
),

candidates as (
    select * from named_candidates

    union all

    select * from unnamed_candidates
),

with_property as (
    select
        *,
        {{ event_property('property') }} as found_value

    from candidates

    where
        (wanted_source is null or event_source = wanted_source)
        and (
            page_path_pattern is null
            or {{ url_path('page_url') }} like page_path_pattern
        )
)

-- Distinct: an event that fits two rows of one milestone has reached it once.
select distinct
    milestone,
    event_source,
    event_id,
    session_id,
    visitor_id,
    occurred_at,
    transaction_id,
    value,
    currency

from with_property

where {{ matches_rule('property', 'found_value', 'operator', 'wanted_value') }}
