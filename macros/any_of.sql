{#- Whether the condition holds for any element of a list; the element is called item. -#}
{% macro any_of(values, condition) -%}
    coalesce(len(list_filter({{ values }}, lambda item: {{ condition }})) > 0, false)
{%- endmacro %}
