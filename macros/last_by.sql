{#- The last value that is not null, in the given order. -#}
{% macro last_by(value, order) -%}
    arg_max({{ value }}, {{ order }})
{%- endmacro %}
