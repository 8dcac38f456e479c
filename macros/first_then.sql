{#- A list: one value, then those of another list, which may be missing. -#}
{% macro first_then(value, others) -%}
    list_prepend({{ value }}, coalesce({{ others }}, []))
{%- endmacro %}
