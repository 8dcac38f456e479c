{#- Loading everything again would lose the rows of files that are gone: nobody asked. -#}
{% macro check_loaded_files_are_there(whole) %}
    {%- for source in row_wise_sources()
        if "model." ~ project_name ~ ".stg_" ~ source ~ "__events" in whole
        and var("keep_rows_of_gone_files") and not flags.FULL_REFRESH %}
        {%- set gone = run_query(
            "select name from " ~ build_state("known_facts") ~ " where kind = 'file' and "
            ~ "split_part(name, '/', 1) = '" ~ source ~ "' and name not in (select name from "
            ~ build_state("new_facts") ~ ") order by name"
        ).columns[0].values() %}
        {%- if gone %}
            {{ stop(
                "This build has to load all raw files again, and " ~ gone | length
                ~ " of them are gone, such as " ~ gone[0] ~ ".",
                "Put them back, or lose their rows with: dbt build --full-refresh"
            ) }}
        {%- endif %}
    {%- endfor %}
{% endmacro %}
