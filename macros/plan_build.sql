{#-
    Writes down what this build does. Until it has ended, the warehouse counts as broken
    off. A build of some models only reads no new files. What is partial from now on says
    so before it is, and a slice of all rows not before it is made: see end_build.
-#}
{% macro plan_build(whole, is_complete) -%}
    {%- set known = build_state("known_facts") -%}
    {%- set partial = build_state("partial_slices") -%}
    {%- set slices = slices() | select("in", selected_resources) | reject("in", whole) -%}
    {%- set touches_kept = kept_models() | select("in", selected_resources) | list -%}
    {%- if is_complete or (touches_kept and whole) %}
    delete from {{ known }} where kind = 'build';
    {%- endif %}
    insert into {{ partial }}
        select unnest({{ sql_list(slices | list) }}) as id
        except
        select id from {{ partial }};
    create or replace table {{ build_state("files_to_load") }} as
        {{ new_files() | indent(8) }}
        and {{ "true" if is_complete else "false" }}
{%- endmacro %}
