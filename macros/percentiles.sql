{#- An aggregate: a list of the values below which these shares lie, interpolated. -#}
{% macro percentiles(value, shares) -%}
    quantile_cont({{ value }}, [{{ shares | join(", ") }}])
{%- endmacro %}
