{#-
    A text without what says who somebody is: e-mail addresses, phone numbers, addresses of
    networks, values of the var personal_names, click ids. Nearly no text holds any of it:
    a quick look for single characters comes first, then one expression that finds
    everything, and only then are the replacements run. JSON is full of such characters.
-#}
{% macro without_personal_data(column, kind) -%}
    {%- set signs = {
        "id": ["%@%", "%+%", "%.%.%.%", "%:%:%:%"],
        "text": ["%@%", "%+%", "%.%.%.%", "%:~:%"],
        "url": ["%@%", "%=%", "%.%.%.%", "%:%:%:%"],
        "agent": ["%@%"],
        "json": [],
    }[kind] %}
    {%- set everything = personal_patterns(kind).values() | map("first") | join("|") %}
    {%- if kind in ["url", "json"] %}
        {%- set everything = everything ~ "|(?i)(?:^|[\"?&#;])(?:" ~ personal_names(true)
            ~ ")(?:\"\\s*:|=)" %}
    {%- endif -%}
    case
        when
            {%- if signs %}
            (
                contains({{ column }}, '%')
                {%- for sign in signs %}
                or {{ column }} like '{{ sign }}'
                {%- endfor %}
            )
            and
            {%- endif %}
            regexp_matches({{ column }}, '{{ everything }}')
            then {{ redacted(column, kind) }}
        else {{ column }}
    end
{%- endmacro %}
