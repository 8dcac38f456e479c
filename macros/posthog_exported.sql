{#- The CTE exported: the rows of all files, every column as text, and the row as it came. -#}
{% macro posthog_exported() -%}
    {%- set columns = dict.fromkeys(posthog_columns(), "varchar") -%}
    exported as (
        {%- for format, endings in posthog_formats().items() %}
        {%- set files = raw_files("posthog/events", endings) %}
        select
            {%- for column, type in columns.items() %}
            {{ read_as(column, type) }} as {{ column }},
            {%- endfor %}
            {{ "raw_row" if format == "json" else "cast(to_json(raw_row) as varchar)" }}
                as raw_row
        from ({{ input_rows(columns, format, files) }}) as input_rows
        {{ "union all" if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
