{#-
    Writes down what this build does. Until it has ended, the warehouse counts as broken
    off; a build of some models only reads no new files, and adds up whole tables, because
    what the last build added to them is in them already.
-#}
{% macro plan_build(whole, is_complete) -%}
    {%- set known = build_state("known_facts") -%}
    {%- set touches_kept = kept_models() | select("in", selected_resources) | list -%}
    {%- if is_complete or (touches_kept and whole) %}
    delete from {{ known }} where kind = 'build';
    {%- endif %}
    create or replace table {{ build_state("whole_models") }} as
        select unnest({{ sql_list(whole + ([] if is_complete else sums())) }}) as id;
    create or replace table {{ build_state("files_to_load") }} as
        {{ new_files() | indent(8) }}
        and {{ "true" if is_complete else "false" }}
{%- endmacro %}
