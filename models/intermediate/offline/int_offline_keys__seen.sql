{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id']
) }}

with events as (
    select * from {{ touched(ref('int_events__identified')) }}
),

click_ids as (
    select * from {{ ref('definition_click_ids') }}
    where is_click_id
),

wanted as (
    select distinct
        key_type,
        key_value

    from {{ ref('int_offline_keys__listed') }}
),

parameters as (
    select
        visitor_id,
        event_source,
        event_id,
        occurred_at,
        {{ each_url_parameter('page_url') }} as parameter

    from events

    where position('?' in page_url) > 0
),

-- Names of parameters are written in many ways; their values were hashed in staging.
clicks as (
    select
        parameters.*,
        substring(parameters.parameter, length(click_ids.parameter) + 2)
            as click_id_hash

    from parameters

    inner join click_ids
        on lower(split_part(parameters.parameter, '=', 1)) = lower(click_ids.parameter)

    where length(parameters.parameter) > length(click_ids.parameter) + 1
),

seen as (
    {%- for key_type, column in offline_keys().items() %}
    select
        visitor_id,
        event_source,
        event_id,
        occurred_at,
        '{{ key_type }}' as key_type,
        {{ column }} as key_value

    from {{ 'clicks' if key_type == 'click_id' else 'events' }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
)

-- Distinct: a link may carry one click id under two names.
select distinct
    seen.key_type,
    seen.key_value,
    seen.visitor_id,
    seen.event_source,
    seen.event_id,
    seen.occurred_at

from seen

inner join wanted
    on seen.key_type = wanted.key_type
    and seen.key_value = wanted.key_value
