{#- The session dimensions as columns of a select list, each after a comma. -#}
{% macro dimension_columns() -%}
    {%- for name, value in session_dimensions().items() %},
            coalesce({{ value }}, '(not set)') as {{ name }}
    {%- endfor %}
{%- endmacro %}
