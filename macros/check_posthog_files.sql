{% macro check_posthog_files() %}
    {%- set required = [["uuid"], ["event"], ["distinct_id"], ["timestamp"]] %}
    {%- set formats = posthog_formats() %}
    {%- set files = check_files_are_there(
        "posthog/events", formats.json + formats.parquet + formats.csv
    ) %}
    {%- for file in files %}
        {{ check_file_columns(file, required) }}
    {%- endfor %}
{% endmacro %}
