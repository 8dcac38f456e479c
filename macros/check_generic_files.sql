{% macro check_generic_files() %}
    {%- set required = required_columns("generic").events %}
    {%- set formats = generic_formats() %}
    {%- set files = check_files_are_there(
        "generic/events", formats.parquet + formats.csv + formats.json
    ) %}
    {%- for file in files %}
        {{ check_input_file(file, event_columns(), required) }}
    {%- endfor %}
{% endmacro %}
