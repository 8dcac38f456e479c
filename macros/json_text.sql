{#- The first of these keys of a JSON object that holds anything, as text. -#}
{% macro json_text(object, keys) -%}
    coalesce(
        {%- for key in keys %}
        nullif(trim({{ object }} ->> '/{{ key }}'), ''){{ "," if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
