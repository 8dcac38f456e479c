{#- Null, never 0 and never an error, where there is nothing to divide by. -#}
{% macro rate(numerator, denominator) -%}
    {{ numerator }} / cast(nullif({{ denominator }}, 0) as double)
{%- endmacro %}
