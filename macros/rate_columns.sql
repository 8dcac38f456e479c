{#- A share and its interval: three columns, named after the rate. -#}
{% macro rate_columns(name, numerator, denominator) -%}
    {{ rate(numerator, denominator) }} as {{ name }},
    {{ wilson_bound('lower', numerator, denominator) }} as {{ name }}_lower,
    {{ wilson_bound('upper', numerator, denominator) }} as {{ name }}_upper
{%- endmacro %}
