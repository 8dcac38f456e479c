{#- Stops where a file lacks a required column or holds another type than its layout. -#}
{% macro check_input_file(file, columns, required) %}
    {%- set format = "parquet" if file.endswith(".parquet")
        else "csv" if file.endswith((".csv", ".csv.gz")) else "json" %}
    {%- set relation = read_raw_file(format, [file]) %}
    {%- if format == "json" %}
        {%- set found = run_query(
            "select distinct unnest(json_keys(try_cast(line as json))) from " ~ relation
            ~ " order by 1"
        ).columns[0].values() | list %}
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
