{%- set columns = event_columns() -%}
{%- set formats = generic_formats() -%}
{%- set parquet_files = raw_files('generic/events', formats.parquet) -%}
{%- set csv_files = raw_files('generic/events', formats.csv) -%}
{%- set json_files = raw_files('generic/events', formats.json) -%}
{%- set page_view_names = ['page_view', 'pageview', 'screen_view'] -%}

-- depends_on: {{ source('generic', 'events') }}
with contract as (
    select
        {%- for column in columns %}
        null as {{ column }},
        {%- endfor %}
        null as filename

    where false
),

parquet_events as (
    select * from contract
    {%- if parquet_files %}

    union all by name

    select * from {{ read_raw_file('parquet', parquet_files) }}
    {%- endif %}
),

parquet_rows as (
    select
        *,
        cast(to_json(parquet_events) as varchar) as raw_row

    from parquet_events
),

csv_events as (
    select * from contract
    {%- if csv_files %}

    union all by name

    select * from {{ read_raw_file('csv', csv_files) }}
    {%- endif %}
),

csv_rows as (
    select
        *,
        cast(to_json(csv_events) as varchar) as raw_row

    from csv_events
),

json_lines as (
    {%- if json_files %}
    select
        line as raw_row,
        try_cast(line as json) as event

    from {{ read_raw_file('json', json_files) }}

    where trim(line) != ''
    {%- else %}
    select
        cast(null as varchar) as raw_row,
        null as event

    where false
    {%- endif %}
),

json_rows as (
    select
        {%- for column, type in columns.items() %}
        event {{ '->' if type == 'json' else '->>' }} '{{ column }}' as {{ column }},
        {%- endfor %}
        raw_row

    from json_lines
)

{{ conform_events(
    'generic', ['parquet_rows', 'csv_rows', 'json_rows'], page_view_names
) }}
