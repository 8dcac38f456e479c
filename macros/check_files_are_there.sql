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
    {{ check_no_file_is_empty(files) }}
    {{ return(files) }}
{% endmacro %}
