{#- Returns the files of a raw folder, or stops: there are none, or one is empty. -#}
{% macro check_files_are_there(path, extensions) %}
    {%- set files = raw_files(path, extensions) %}
    {%- if not files %}
        {{ stop(
            "No event files in " ~ raw_folder(path) ~ ": expected *."
            ~ extensions[:4] | join(", *.") ~ " files there.",
            "Put the files there, set RAW_DATA_DIR to the folder that holds "
            ~ path.split("/")[0] ~ "/, or run make build for sample data."
        ) }}
    {%- endif %}
    {%- set empty = run_query(
        "select filename from read_blob(" ~ sql_list(files) ~ ") where size = 0"
    ).columns[0].values() %}
    {%- if empty %}
        {{ stop(
            empty[0] ~ " is empty (0 bytes): expected at least a header.",
            "Export it again, or delete it."
        ) }}
    {%- endif %}
    {{ return(files) }}
{% endmacro %}
