{#- As a JSON pointer, because a bare key that starts with $ or / is read as a path. -#}
{% macro json_text(object, key) -%}
    nullif(trim({{ object }} ->> '/{{ key }}'), '')
{%- endmacro %}
