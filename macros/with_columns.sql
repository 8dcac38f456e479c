{#- The rows of files of columns, Parquet or CSV; a column that no file has is null. -#}
{% macro with_columns(columns, format, files) -%}
    select
        {%- for column in columns %}
        null as {{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    where false
    {%- if files %}
    union all by name
    select * from {{ read_raw_file(format, files) }}
    {%- endif %}
{%- endmacro %}
