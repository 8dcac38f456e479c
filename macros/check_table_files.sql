{#- Stops at the first file of an exported table that is broken or lacks a column. -#}
{% macro check_table_files(path, requirements) %}
    {%- set formats = export_formats() %}
    {%- for file in check_files_are_there(path, formats.parquet + formats.csv) %}
        {%- set format = "parquet" if file.endswith(".parquet") else "csv" %}
        {%- if format == "csv" %}{{ check_csv_lines(file) }}{% endif %}
        {{ check_columns_are_there(
            file, raw_columns(format, [file]).keys() | list, requirements
        ) }}
    {%- endfor %}
{% endmacro %}
