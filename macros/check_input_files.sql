{#- Stops at the first file of an optional input that cannot be read as its layout. -#}
{% macro check_input_files(folder, found) %}
    {%- set layout = input_layouts()[folder] %}
    {%- set formats = generic_formats() %}
    {%- set files = raw_files(folder, formats.parquet + formats.csv + formats.json) %}
    {%- for file in found if file not in files %}
        {{ stop(
            file ~ ": cannot be read, expected a file that ends in ."
            ~ (formats.parquet + formats.csv + formats.json)[:4] | join(", .") ~ ".",
            "Export it in one of these formats, or move it out of the folder."
        ) }}
    {%- endfor %}
    {{ check_no_file_is_empty(files) }}
    {%- for file in files %}
        {{ check_input_file(file, layout.columns, layout.required) }}
    {%- endfor %}
{% endmacro %}
