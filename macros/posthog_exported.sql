{#-
    The rows of all files, every column as text and the row as it came, as a list of CTEs
    that ends in exported. A column that a file lacks is null.
-#}
{% macro posthog_exported() -%}
    {%- set columns = posthog_columns() -%}
    {%- set formats = posthog_formats() -%}
    {%- set json_files = raw_files("posthog/events", formats.json) -%}
    export_columns as (
        select
            {%- for column in columns %}
            null as {{ column }},
            {%- endfor %}
            null as filename
        where false
    ),
    {%- for format in ["parquet", "csv"] %}
    {%- set files = raw_files("posthog/events", formats[format]) %}
    {{ format }}_events as (
        select * from export_columns
        {%- if files %}
        union all by name
        select * from {{ read_raw_file(format, files) }}
        {%- endif %}
    ),
    {%- endfor %}
    json_lines as (
        {%- if json_files %}
        select
            line,
            try_cast(line as json) as event
        from {{ read_raw_file("json", json_files) }}
        where trim(line) != ''
        {%- else %}
        select
            cast(null as varchar) as line,
            cast(null as json) as event
        where false
        {%- endif %}
    ),
    exported as (
        {%- for format in ["parquet", "csv"] %}
        select
            {%- for column in columns %}
            nullif(cast({{ column }} as varchar), '') as {{ column }},
            {%- endfor %}
            cast(to_json({{ format }}_events) as varchar) as raw_row
        from {{ format }}_events
        union all
        {%- endfor %}
        select
            {%- for column in columns %}
            nullif(event ->> '{{ column }}', '') as {{ column }},
            {%- endfor %}
            line as raw_row
        from json_lines
    )
{%- endmacro %}
