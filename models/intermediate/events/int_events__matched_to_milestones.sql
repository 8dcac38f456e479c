{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id']
) }}

with events as {{ read_each_time() }}(
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

-- An address is taken apart once, however often it is seen, and read where that is
-- cheapest: what happened offline has none.
addresses as (
    select distinct page_url
    from {{ of_touched_actors(ref('int_events__cleaned')) }}
),

patterns as (
    select distinct page_path_pattern
    from milestones
),

matched_addresses as (
    select
        addresses.page_url,
        patterns.page_path_pattern

    from addresses

    inner join patterns
        on {{ url_path('addresses.page_url') }} like patterns.page_path_pattern
),

candidates_by_name as (
    select
        events.*,
        milestones.*

    from events

    inner join milestones
        on events.event_name = milestones.wanted_name

    where milestones.page_path_pattern is null
),

candidates_by_address as (
    select
        events.*,
        milestones.*

    from events

    inner join matched_addresses
        on events.page_url = matched_addresses.page_url

    inner join milestones
        on matched_addresses.page_path_pattern = milestones.page_path_pattern

    where
        milestones.wanted_name is null
        or milestones.wanted_name = events.event_name
),

candidates as (
    select * from candidates_by_name

    union all

    select * from candidates_by_address
),

with_property as (
    select
        *,
        {{ event_property('property') }} as found_value

    from candidates

    where
        wanted_source is null
        or wanted_source = event_source
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
