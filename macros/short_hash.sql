{#-
    A number for the values of some columns, eight bytes long: equal values have equal
    numbers, and now and then different values have, too. Null is a value.
-#}
{% macro short_hash(columns) -%}
    hash({{ columns | join(", ") }})
{%- endmacro %}
