{{ config(materialized='table', tags=['slice']) }}

with sessions as (
    select * from {{ ref('int_sessions__summarised') }}
),

categories as (
    select * from {{ ref('definition_source_categories') }}
),

assistants as (
    select * from {{ ref('definition_ai_assistants') }}
),

named_sources as (
    select tracker_source as source from sessions
    union distinct
    select utm_source as source from sessions
    union distinct
    select referrer_host as source from sessions
    union distinct
    select click_source as source from {{ ref('int_clicks__identified') }}
),

sources as (
    select
        source,
        case
            when left(source, 4) = 'www.' then substring(source, 5)
            else source
        end as site

    from named_sources
),

category_matches as (
    select
        sources.source,
        categories.source_name,
        categories.source_category,
        -- The longest pattern is the most specific one.
        row_number() over (
            partition by sources.source
            order by length(categories.source_pattern) desc, categories.source_pattern
        ) as match_number

    from sources

    inner join categories
        on {{ matches_site('sources.site', 'categories.source_pattern') }}
),

assistant_matches as (
    select
        sources.source,
        assistants.ai_assistant,
        row_number() over (
            partition by sources.source
            order by length(assistants.match_value) desc, assistants.match_value
        ) as match_number

    from sources

    inner join assistants
        on sources.site = assistants.match_value
        or (
            assistants.match_field = 'host'
            and {{ matches_site('sources.site', 'assistants.match_value') }}
        )
)

select
    sources.source,
    category_matches.source_name,
    category_matches.source_category,
    assistant_matches.ai_assistant

from sources

left join category_matches
    on sources.source = category_matches.source
    and category_matches.match_number = 1

left join assistant_matches
    on sources.source = assistant_matches.source
    and assistant_matches.match_number = 1

where sources.source is not null
