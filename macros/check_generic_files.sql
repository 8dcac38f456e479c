{% macro check_generic_files() %}
    {%- set required = [
        ["event_id"], ["event_name"], ["occurred_at"], ["device_id", "user_id"]
    ] %}
    {%- set formats = generic_formats() %}
    {%- set files = check_files_are_there(
        "generic/events", formats.parquet + formats.csv + formats.json
    ) %}
    {%- for file in files %}
        {{ check_input_file(file, event_columns(), required) }}
    {%- endfor %}
{% endmacro %}
