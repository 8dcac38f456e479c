{#- A text without what is told by its look. -#}
{% macro without_patterns(text, kind) -%}
    {%- set nested = namespace(sql=text) -%}
    {%- for pattern, replacement in personal_patterns(kind).values() -%}
        {%- set nested.sql = "regexp_replace(" ~ nested.sql ~ ", '" ~ pattern ~ "', '"
            ~ replacement ~ "', 'g')" -%}
    {%- endfor -%}
    {{ nested.sql }}
{%- endmacro %}
