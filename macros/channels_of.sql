{#-
    The channels of distinct combinations of source, medium, campaign, source category and
    whether there is an AI assistant: of the rules that fit, the one with the lowest
    priority.
-#}
{% macro channels_of(combinations, rules) -%}
    select
        {{ combinations }}.source,
        {{ combinations }}.medium,
        {{ combinations }}.campaign,
        {{ combinations }}.source_category,
        {{ combinations }}.is_ai_assistant,
        {{ first_by(
            "case when " ~ rules ~ ".applies_to in ('both', 'ga4') then "
            ~ rules ~ ".channel end", rules ~ ".priority"
        ) }} as channel_ga4,
        {{ first_by(
            "case when " ~ rules ~ ".applies_to in ('both', 'project') then "
            ~ rules ~ ".channel end", rules ~ ".priority"
        ) }} as channel

    from {{ combinations }}

    inner join {{ rules }}
        on {{ matches_pattern(combinations ~ ".source", rules ~ ".source_pattern") }}
        and {{ matches_pattern(combinations ~ ".medium", rules ~ ".medium_pattern") }}
        and {{ matches_pattern(
            combinations ~ ".campaign", rules ~ ".campaign_pattern"
        ) }}
        and (
            {{ rules }}.source_category is null
            or {{ combinations }}.source_category = {{ rules }}.source_category
        )
        and (
            {{ rules }}.is_ai_assistant is null
            or {{ combinations }}.is_ai_assistant = {{ rules }}.is_ai_assistant
        )

    group by
        {{ combinations }}.source,
        {{ combinations }}.medium,
        {{ combinations }}.campaign,
        {{ combinations }}.source_category,
        {{ combinations }}.is_ai_assistant
{%- endmacro %}
