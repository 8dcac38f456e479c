{#-
    Stops where a file lacks a required column or holds another type than its layout. Names
    of columns are taken as they are spelled.
-#}
{% macro check_input_file(file, columns, required) %}
    {%- set format = raw_format(file) %}
    {%- set relation = read_raw_file(format, [file]) %}
    {%- if format == "json" %}
        {%- set found = json_columns(file) %}
    {%- else %}
        {%- if format == "csv" %}{{ check_csv_lines(file) }}{% endif %}
        {%- set described = run_query("describe select * from " ~ relation) %}
        {%- set found = described.columns[0].values() | list %}
    {%- endif %}
    {{ check_columns_are_there(file, found, required) }}
    {%- if format == "parquet" %}
        {{ check_column_types(
            file, dict(zip(found, described.columns[1].values())), columns
        ) }}
    {%- elif format == "csv" %}
        {{ check_values_are_readable(file, relation, found, columns) }}
    {%- endif %}
{% endmacro %}
