{#-
    A link, or JSON, without the values that its parameters or keys say are personal. Click
    ids that are left in a link by then are hashes.
-#}
{% macro without_named_values(text, with_clicks=false) -%}
    {%- set names = personal_names(with_clicks) -%}
    {%- set parameters -%}
        regexp_replace(
            {{ text }}, '(?i)((?:^|[?&#;])(?:{{ names }})=)[^&#"\s]+', '\1(redacted)', 'g'
        )
    {%- endset -%}
    {%- if with_clicks -%}
    regexp_replace(
        {{ parameters }},
        '(?i)("(?:{{ names }})"\s*:\s*)("(?:[^"\\]|\\.)*"|[^\s",{}\[\]]+)',
        '\1"(redacted)"',
        'g'
    )
    {%- else -%}
    {{ parameters }}
    {%- endif -%}
{%- endmacro %}
