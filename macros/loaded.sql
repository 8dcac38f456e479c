{#-
    Of a view_with_slice the rows of the files that this build loads, read once. All rows
    where the model is built from all of them.
-#}
{% macro loaded(relation) -%}
    {%- if builds_whole() -%} {{ relation }}
    {%- else -%} {{ slice_of(relation) }}
    {%- endif -%}
{%- endmacro %}
