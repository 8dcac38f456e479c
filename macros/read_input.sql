{#-
    All rows of the files in the folder of an optional input, in the columns and types of
    its layout. Columns that a file lacks are null, and so is a value that cannot be read:
    unreadable_part names it. Without files there are no rows, but the same columns.
    Personal data goes no further than this; click ids have a column of their own.
-#}
{% macro read_input(folder) -%}
    {%- set columns = input_layouts()[folder].columns -%}
    select
        {%- for column, type in columns.items() %}
        {% if type in ["varchar", "json"] -%}
        {{ without_personal_data(column, kind_of_text(column)) }} as {% endif -%}
        {{ column }},
        {%- endfor %}
        unreadable_part,
        {{ without_personal_data("raw_row", "json") }} as raw_row,
        file_name

    from (
        {%- for format, extensions in generic_formats().items() %}
        select
            {%- for column, type in columns.items() %}
            {{ read_as(column, type) }} as {{ column }},
            {%- endfor %}
            {{ unreadable_part(columns, format == "json", columns | first) }} as unreadable_part,
            raw_row,
            file_name

        from ({{ input_rows(columns, format, raw_files(folder, extensions)) }}) as input_rows
        {%- if not loop.last %}

        union all
        {% endif %}
        {%- endfor %}
    ) as typed
{%- endmacro %}
