{#- The first value that is not null, in the given order. -#}
{% macro first_by(value, order) -%}
    arg_min({{ value }}, {{ order }})
{%- endmacro %}
