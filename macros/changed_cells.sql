{#-
    Of a relation of funnels the rows of periods and segments that are not as the last build
    left them. All rows where the model is built from all of them.
-#}
{% macro changed_cells(relation) -%}
    {%- if builds_whole() or model.resource_type == "unit_test" -%} {{ relation }}
    {%- elif has_slice(relation) -%} {{ slice_of(relation) }}
    {%- else -%}
    (select * from {{ relation }} where {{ is_changed_cell() }})
    {%- endif -%}
{%- endmacro %}
