{#-
    What distinct names of sources stand for, in the column source: name and category of the
    site, and the AI assistant.
-#}
{% macro identified_sources(names, categories, assistants) -%}
with sources as (
    select
        source,
        case
            when left(source, 4) = 'www.' then substring(source, 5)
            else source
        end as site

    from {{ names }}
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

    inner join {{ categories }} as categories
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

    inner join {{ assistants }} as assistants
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
{%- endmacro %}
