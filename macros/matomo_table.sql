{#-
    All rows of an exported table, with the columns that the adapter reads and the row as it
    came. A table or a column that is not there is empty.
-#}
{% macro matomo_table(table) -%}
    {%- set columns = matomo_columns(table) -%}
    {%- for format, endings in export_formats().items() %}
    {%- set files = raw_files(matomo_folder(table), endings) %}
    select
        {%- for column, type in columns.items() %}
        {{ matomo_value(column, type) }} as {{ column }},
        {%- endfor %}
        cast(to_json(exported) as varchar) as raw_row
    from ({{ with_columns(columns, format, files) }}) as exported
    {{ "union all" if not loop.last }}
    {%- endfor %}
{%- endmacro %}
