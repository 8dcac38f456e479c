{#- The value of one event parameter: a struct with one filled field per type. -#}
{% macro ga4_parameter(name) -%}
    list_filter(event_params, lambda item: item.key = '{{ name }}')[1].value
{%- endmacro %}
