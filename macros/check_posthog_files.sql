{% macro check_posthog_files() %}
    {%- set formats = posthog_formats() %}
    {%- set files = check_files_are_there(
        "posthog/events", formats.json + formats.parquet + formats.csv
    ) %}
    {%- for file in files %}
        {{ check_file_columns(file, required_columns("posthog").events) }}
    {%- endfor %}
{% endmacro %}
