{#-
    Of a relation of funnels the rows of periods and segments that are not as the last build
    left them.
-#}
{% macro changed_cells(relation) -%}
    {{ changed_rows(relation, is_changed_cell) }}
{%- endmacro %}
