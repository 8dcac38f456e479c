{#- A parameter's value as JSON text, whichever of its typed fields holds it. -#}
{% macro ga4_json_value(value) -%}
    coalesce(
        cast(to_json({{ value }}.string_value) as varchar),
        cast({{ value }}.int_value as varchar),
        cast(to_json({{ value }}.double_value) as varchar),
        cast(to_json({{ value }}.float_value) as varchar),
        'null'
    )
{%- endmacro %}
