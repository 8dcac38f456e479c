{#- A list with an expression worked out for each element; the element is called item. -#}
{% macro each_of(values, expression) -%}
    list_transform({{ values }}, lambda item: {{ expression }})
{%- endmacro %}
