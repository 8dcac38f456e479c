{#- Two rolled-up relations at the same period grain, period, dimension and value. -#}
{% macro same_period(left, right) -%}
    {%- for column in ["period_grain", "period_start", "dimension", "dimension_value"] %}
    {{ "and " if not loop.first }}{{ left }}.{{ column }} = {{ right }}.{{ column }}
    {%- endfor %}
{%- endmacro %}
