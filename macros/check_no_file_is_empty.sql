{#- Stops when a file has no content at all, not even a header. -#}
{% macro check_no_file_is_empty(files) %}
    {%- set empty = run_query(
        "select filename from read_blob(" ~ sql_list(files) ~ ") where size = 0"
    ).columns[0].values() %}
    {%- if empty %}
        {{ stop(
            empty[0] ~ " is empty (0 bytes): expected at least a header.",
            "Export it again, or delete it."
        ) }}
    {%- endif %}
{% endmacro %}
