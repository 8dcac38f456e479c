{#- Whether the condition holds for any element of a list; the element is called item. -#}
{% macro any_of(values, condition) -%}
    coalesce(len({{ items_where(values, condition) }}) > 0, false)
{%- endmacro %}
