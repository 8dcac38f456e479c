{#- A timestamp as whole microseconds since 1970: cheap to compare, add and mirror. -#}
{% macro microseconds(timestamp) -%}
    epoch_us({{ timestamp }})
{%- endmacro %}
