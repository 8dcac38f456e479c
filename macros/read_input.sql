{#-
    All rows of the files in the folder of an optional input, in the columns and types of
    its layout. Columns that a file lacks are null, and so is a value that cannot be read:
    unreadable_part names it. Without files there are no rows, but the same columns.
    Personal data goes no further than this; click ids have a column of their own.
-#}
{% macro read_input(folder) -%}
    {%- set columns = input_layouts()[folder].columns -%}
    {%- set files = files_by_format(folder) -%}
    select
        {%- for column, type in columns.items() %}
        {% if files and type in ["varchar", "json"] -%}
        {{ without_personal_data(column, kind_of_text(column)) }} as {% endif -%}
        {{ column }},
        {%- endfor %}
        unreadable_part,
        {% if files %}{{ without_personal_data("raw_row", "json") }} as {% endif %}raw_row,
        file_name

    from (
        {%- for format in files %}
        select
            {%- for column, type in columns.items() %}
            {{ read_as(column, type) }} as {{ column }},
            {%- endfor %}
            {{ unreadable_part(columns, format == "json", columns | first) }} as unreadable_part,
            {{ "raw_row" if format == "json" else "cast(to_json(raw_row) as varchar)" }}
                as raw_row,
            file_name

        from ({{ input_rows(columns, format, files[format]) }}) as input_rows
        {%- if not loop.last %}

        union all
        {% endif %}
        {%- else %}
        select
            {%- for column, type in columns.items() %}
            {{ read_as("null", type) }} as {{ column }},
            {%- endfor %}
            cast(null as varchar) as unreadable_part,
            cast(null as varchar) as raw_row,
            cast(null as varchar) as file_name
        where false
        {%- endfor %}
    ) as typed
{%- endmacro %}
