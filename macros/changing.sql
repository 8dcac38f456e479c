{#-
    Of a kept relation the rows of the visitors whom this build works on, as they are now,
    or as they were before. The strategy add_up runs its model once more over those before.
    All rows where the model is built from all of them.
-#}
{% macro changing(relation, version="now") -%}
    {%- if builds_whole() or model.resource_type == "unit_test" -%} {{ relation }}
    {%- else -%} {{ version_of(relation, version) }}
    {%- endif -%}
{%- endmacro %}
