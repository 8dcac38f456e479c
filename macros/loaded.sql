{#-
    Of a view_with_slice the rows of the files that this build loads: all rows where it
    builds from all of them. Raw rows are read once, so every build stores them, and
    drop_leftovers empties the store; a build that leaves the view out reads the files.
-#}
{% macro loaded(relation) -%}
    {%- set id = "model." ~ project_name ~ "." ~ relation.identifier -%}
    {%- if is_building() and (not builds_whole() or id in selected_resources) -%}
    {{ slice_of(relation) }}
    {%- else -%} {{ relation }}
    {%- endif -%}
{%- endmacro %}
