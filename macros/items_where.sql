{#- The elements of a list for which the condition holds; the element is called item. -#}
{% macro items_where(values, condition) -%}
    list_filter({{ values }}, lambda item: {{ condition }})
{%- endmacro %}
