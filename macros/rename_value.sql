{#- The new name of a text that is in the list, and any other text as it is. -#}
{% macro rename_value(text, names) -%}
    coalesce(
        map {
            {%- for old, new in names.items() %}
            '{{ old }}': '{{ new }}'{{ "," if not loop.last }}
            {%- endfor %}
        }[{{ text }}],
        {{ text }}
    )
{%- endmacro %}
