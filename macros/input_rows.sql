{#- The rows of files of one format as they are, with the columns that they lack. -#}
{% macro input_rows(folder, format, files) -%}
    {%- set columns = input_layouts()[folder].columns -%}
    {%- if format == "json" and files -%}
    (
        select
            {%- for column, type in columns.items() %}
            row_object {{ '->' if type == 'json' else '->>' }} '{{ column }}' as {{ column }},
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
    )
    {%- else -%}
    (
        select
            *,
            cast(to_json(file_rows) as varchar) as raw_row,
            filename as file_name
        from (
            select
                {%- for column in columns %}
                null as {{ column }},
                {%- endfor %}
                cast(null as varchar) as filename
            where false
            {%- if files %}
            union all by name
            select * from {{ read_raw_file(format, files) }}
            {%- endif %}
        ) as file_rows
    )
    {%- endif -%}
{%- endmacro %}
