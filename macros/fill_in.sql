{#- A list whose missing elements are taken from a map by their position. -#}
{% macro fill_in(values, values_by_position) -%}
    list_transform(
        {{ values }}, lambda item, place: coalesce(item, {{ values_by_position }}[place])
    )
{%- endmacro %}
