{#- An aggregate: the values of a group by their keys. -#}
{% macro map_of(key, value) -%}
    map_from_entries(array_agg({'key': {{ key }}, 'value': {{ value }}}))
{%- endmacro %}
