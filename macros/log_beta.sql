{#- Logarithm of the beta function. -#}
{% macro log_beta(a, b) -%}
    (lgamma({{ a }}) + lgamma({{ b }}) - lgamma({{ a }} + {{ b }}))
{%- endmacro %}
