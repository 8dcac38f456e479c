{#-
    A table of what the last build did: known_facts (what it read, to be compared with what
    there is now), new_facts (the same of the build under way), whole_models (what it builds
    from all rows) and files_to_load.
-#}
{% macro build_state(table) -%}
    {{ return(api.Relation.create(
        database=target.database, schema="build_state", identifier=table
    )) }}
{%- endmacro %}
