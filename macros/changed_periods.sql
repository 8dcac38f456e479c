{#-
    Of a relation of periods the rows of those that are not as the last build left them. All
    rows where the model is built from all of them.
-#}
{% macro changed_periods(relation) -%}
    {%- if builds_whole() or model.resource_type == "unit_test" -%} {{ relation }}
    {%- elif has_slice(relation) -%} {{ slice_of(relation) }}
    {%- else -%}
    (select * from {{ relation }} where {{ is_changed_period() }})
    {%- endif -%}
{%- endmacro %}
