{% macro check_generic_files() %}
    {%- set required = [
        ["event_id"], ["event_name"], ["occurred_at"], ["device_id", "user_id"]
    ] %}
    {%- set formats = generic_formats() %}
    {%- set files = check_files_are_there(
        "generic/events", formats.parquet + formats.csv + formats.json
    ) %}
    {%- for file in files %}
        {%- if file.endswith(".parquet") %}
            {%- set columns = run_query(
                "describe select * from " ~ read_raw_file("parquet", [file])
            ) %}
            {%- set types = dict(zip(
                columns.columns[0].values(), columns.columns[1].values()
            )) %}
            {{ check_columns_are_there(file, types.keys() | list, required) }}
            {{ check_column_types(file, types) }}
        {%- elif file.endswith((".csv", ".csv.gz")) %}
            {{ check_csv_lines(file) }}
            {%- set columns = run_query(
                "describe select * from " ~ read_raw_file("csv", [file])
            ).columns[0].values() | list %}
            {{ check_columns_are_there(file, columns, required) }}
            {{ check_values_are_readable(file, read_raw_file("csv", [file]), columns) }}
        {%- else %}
            {%- set columns = run_query(
                "select distinct unnest(json_keys(try_cast(line as json))) from "
                ~ read_raw_file("json", [file])
            ).columns[0].values() | list %}
            {{ check_columns_are_there(file, columns, required) }}
        {%- endif %}
    {%- endfor %}
{% endmacro %}
