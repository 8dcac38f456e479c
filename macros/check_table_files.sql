{#- Stops at the first file of an exported table that is broken or lacks a column. -#}
{% macro check_table_files(path, requirements) %}
    {%- set formats = export_formats() %}
    {%- for file in check_files_are_there(path, formats.parquet + formats.csv) %}
        {{ check_file_columns(file, requirements) }}
    {%- endfor %}
{% endmacro %}
