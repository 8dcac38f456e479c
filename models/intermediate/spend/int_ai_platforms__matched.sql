with readings as (
    select distinct platform
    from {{ ref('int_ai_visibility__checked') }}
    where
        rejection_reason is null
        and not is_duplicate
),

names as (
    select
        ai_assistant,
        lower(ai_assistant) as platform_name

    from {{ ref('definition_ai_assistants') }}

    union distinct

    select
        ai_assistant,
        match_value as platform_name

    from {{ ref('definition_ai_assistants') }}
)

-- Should a name stand for two assistants, a guard on the seed says so.
select
    readings.platform,
    min(names.ai_assistant) as ai_assistant

from readings

left join names
    on lower(trim(readings.platform)) = names.platform_name

group by readings.platform
