{#- An aggregate: the value below which a share of the values lies, interpolated. -#}
{% macro percentile(value, share) -%}
    quantile_cont({{ value }}, {{ share }})
{%- endmacro %}
