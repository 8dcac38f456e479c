{#-
    A table function over raw files of one format. Text formats come as text: every value
    is read in one place, read_as. A line of JSON stays one line, so that a broken one can
    be shown to the person who has to mend it.
-#}
{% macro read_raw_file(format, files) -%}
    {%- if format == "parquet" -%}
        read_parquet({{ sql_list(files) }}, union_by_name = true, filename = true)
    {%- elif format == "csv" -%}
        read_csv(
            {{ sql_list(files) }},
            all_varchar = true,
            header = true,
            union_by_name = true,
            filename = true
        )
    {%- else -%}
        read_csv(
            {{ sql_list(files) }},
            columns = {'line': 'varchar'},
            header = false,
            auto_detect = false,
            delim = '\x01',
            quote = '',
            escape = '',
            strict_mode = false,
            filename = true
        )
    {%- endif -%}
{%- endmacro %}
