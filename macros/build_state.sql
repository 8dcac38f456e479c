{#-
    A table of what the last build did: known_facts (what it read, to be compared with what
    there is now), new_facts (the same of the build under way), partial_slices (models that
    hold only what the last build worked on) and files_to_load.
-#}
{% macro build_state(table) -%}
    {{ return(api.Relation.create(
        database=target.database, schema="build_state", identifier=table
    )) }}
{%- endmacro %}
