{#-
    The rows of files of one format as they are, with the columns that they lack, and each
    as a whole in raw_row: a line of JSON, or a struct, which costs nothing until somebody
    makes it text.
-#}
{% macro input_rows(columns, format, files) -%}
    {%- if format == "json" and files -%}
    select
        {%- for column, type in columns.items() %}
        {% if type == "json" -%} {{ object_in(column) }}
        {%- else -%} row_object ->> '{{ column }}'
        {%- endif %} as {{ column }},
        {%- endfor %}
        raw_row,
        file_name
    from (
        select
            line as raw_row,
            try_cast(line as json) as row_object,
            filename as file_name
        from {{ read_raw_file("json", files) }}
        where trim(line) != ''
    )
    {%- else -%}
    select
        *,
        file_rows as raw_row,
        cast(filename as varchar) as file_name
    from (
        {{ with_columns(columns.keys() | list + ["filename"], format, files) }}
    ) as file_rows
    {%- endif -%}
{%- endmacro %}
