{#-
    After a build of everything that went well, what it read becomes what is known. Files
    that are gone stay known where their rows stay. A build with --empty has read nothing.
    What lay beside kept tables goes in any case: a build of some models adds up whole tables.
-#}
{% macro end_build(results) %}
    {%- if execute and flags.WHICH in ["build", "run"] and target.type == "duckdb"
        and not invocation_args_dict.get("empty") %}
        {%- set built = [] %}
        {%- for result in results if result.status == "success" %}
            {%- do built.append(result.node.unique_id) %}
        {%- endfor %}
        {%- set wanted = [] %}
        {%- for id in selected_resources
            if id.split(".")[0] in ["model", "seed"] %}
            {%- do wanted.append(id) %}
        {%- endfor %}
        {%- if (kept_models() + wanted) | reject("in", built) | list == [] %}
            {%- set known = build_state("known_facts") %}
            {%- set new = build_state("new_facts") %}
            {%- set gone = "select * from " ~ known ~ " where kind = 'file' and name not in "
                ~ "(select name from " ~ new ~ ") union all "
                if var("keep_rows_of_gone_files") else "" %}
            {%- do run_query(
                "begin; create or replace table " ~ known ~ " as " ~ gone ~ "select * from "
                ~ new ~ " union all select 'build', 'finished', ''; commit"
            ) %}
        {%- endif %}
        {%- do run_query(
            "delete from " ~ build_state("partial_slices") ~ " where id in "
            ~ sql_list(built | select("in", graph.whole_models) | list)
        ) %}
        {%- do run_query(drop_leftovers()) %}
    {%- endif %}
{% endmacro %}
