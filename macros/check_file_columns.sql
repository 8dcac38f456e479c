{#-
    Stops when a raw file, of any format, cannot be read or lacks a required column. Of
    lines of JSON, all together have to have it.
-#}
{% macro check_file_columns(file, requirements) %}
    {%- if ".parquet" in file %}
        {%- set found = raw_columns("parquet", [file]).keys() | list %}
    {%- elif ".csv" in file %}
        {{ check_csv_lines(file) }}
        {%- set found = raw_columns("csv", [file]).keys() | list %}
    {%- else %}
        {%- set found = run_query(
            "select distinct unnest(json_keys(try_cast(line as json))) as name from "
            ~ read_raw_file("json", [file]) ~ " order by name"
        ).columns[0].values() | list %}
    {%- endif %}
    {{ check_columns_are_there(file, found, requirements) }}
{% endmacro %}
