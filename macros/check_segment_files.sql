{% macro check_segment_files() %}
    {%- set formats = export_formats() %}
    {%- if not segment_tables() %}
        {%- do check_files_are_there("segment/*", formats.parquet + formats.csv) %}
    {%- endif %}
    {%- for table in segment_tables() %}
        {{ check_table_files("segment/" ~ table, [
            ["id"], ["timestamp", "original_timestamp"], ["anonymous_id", "user_id"]
        ]) }}
    {%- endfor %}
{% endmacro %}
