{#- The tables of the build's state, and in new_facts what there is now. -#}
{% macro note_facts() -%}
    create schema if not exists {{ target.database }}.build_state;
    create table if not exists {{ build_state("known_facts") }}
        (kind varchar, name varchar, value varchar);
    create table if not exists {{ build_state("partial_slices") }} (id varchar);
    create or replace table {{ build_state("new_facts") }} as {{ current_facts() }}
{%- endmacro %}
