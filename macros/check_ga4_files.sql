{% macro check_ga4_files() %}
    {%- set required = [
        ["event_timestamp"], ["event_name"], ["user_pseudo_id", "user_id"],
        ["event_params"]
    ] %}
    {%- for file in check_files_are_there("ga4", ["parquet"]) %}
        {%- set columns = run_query(
            "describe select * from " ~ read_raw_file("parquet", [file])
        ).columns[0].values() | list %}
        {{ check_columns_are_there(file, columns, required) }}
    {%- endfor %}
{% endmacro %}
