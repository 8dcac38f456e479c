{% macro check_ga4_files() %}
    {%- for file in check_files_are_there("ga4", source_formats("ga4").parquet) %}
        {%- set columns = run_query(
            "describe select * from " ~ read_raw_file("parquet", [file])
        ).columns[0].values() | list %}
        {{ check_columns_are_there(file, columns, required_columns("ga4").events) }}
    {%- endfor %}
{% endmacro %}
