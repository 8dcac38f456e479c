{#- Money per unit, to a hundredth of a cent; null where there is no unit. -#}
{% macro amount_per(amount, units) -%}
    cast(round({{ rate(amount, units) }}, 4) as decimal(18, 4))
{%- endmacro %}
