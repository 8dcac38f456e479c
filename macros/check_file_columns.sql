{#-
    Stops when a raw file, of any format, cannot be read or lacks a required column. Of
    lines of JSON, all together have to have it.
-#}
{% macro check_file_columns(file, requirements) %}
    {%- set format = raw_format(file) %}
    {%- if format == "csv" %}{{ check_csv_lines(file) }}{% endif %}
    {%- set found = json_columns(file) if format == "json"
        else raw_columns(format, [file]).keys() | list %}
    {{ check_columns_are_there(file, found, requirements) }}
{% endmacro %}
