{#- The new name of a text that is in the list; for others the text itself, or another. -#}
{% macro rename_value(text, names, otherwise=none) -%}
    coalesce(
        map {
            {%- for old, new in names.items() %}
            '{{ old }}': '{{ new }}'{{ "," if not loop.last }}
            {%- endfor %}
        }[{{ text }}],
        {{ otherwise or text }}
    )
{%- endmacro %}
