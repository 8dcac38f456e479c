{#- A list whose missing elements are taken from a map by their position. -#}
{% macro fill_in(values, values_by_position) -%}
    list_transform(
        range(1, len({{ values }}) + 1),
        lambda item: coalesce({{ values }}[item], {{ values_by_position }}[item])
    )
{%- endmacro %}
