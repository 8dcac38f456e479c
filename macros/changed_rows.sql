{#-
    Of a relation the rows that are not as the last build left them, as a condition says. All
    rows where the model is built from all of them.
-#}
{% macro changed_rows(relation, condition) -%}
    {%- if builds_whole() or model.resource_type == "unit_test" -%} {{ relation }}
    {%- elif has_slice(relation) -%} {{ slice_of(relation) }}
    {%- else -%}
    (select * from {{ relation }} where {{ condition() }})
    {%- endif -%}
{%- endmacro %}
