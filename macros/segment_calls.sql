{#-
    CTEs up to calls: the rows of every table that holds calls, in the columns of the
    contract. Tables that keep the last state of somebody or something are no calls.
-#}
{% macro segment_calls() -%}
calls as (
    select
        cast(null as varchar) as table_name,
        cast(null as varchar) as event_name,
        {%- for column in event_columns() if column != "event_name" %}
        cast(null as varchar) as {{ column }},
        {%- endfor %}
        cast(null as varchar) as raw_row

    where false
    {%- for table in segment_tables() %}
    {%- for format, endings in export_formats().items() %}
    {%- set files = raw_files("segment/" ~ table, endings) %}
    {%- if files %}

    union all by name

    select * exclude (contract_items) from (
        {{ segment_rows(table, format, files) }}
    )
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
)
{%- endmacro %}
