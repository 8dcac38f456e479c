{% macro check_segment_files() %}
    {%- set formats = export_formats() %}
    {%- set folders = table_folders("segment", "calls") %}
    {%- if not folders %}
        {%- do check_files_are_there("segment/*", formats.parquet + formats.csv) %}
    {%- endif %}
    {%- for folder in folders %}
        {{ check_table_files(folder, required_columns("segment").calls) }}
    {%- endfor %}
{% endmacro %}
