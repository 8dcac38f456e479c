{#- Numbers the rows of a relation that is sorted already, without sorting it again. -#}
{% macro row_number_as_sorted() -%}
    row_number() over ()
{%- endmacro %}
