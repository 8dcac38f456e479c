{{ config(tags=['loaded']) }}
{%- set page_view_names = ['page_view', 'pageview', 'screen_view'] -%}

-- depends_on: {{ source('generic', 'events') }}
with
{%- for format, endings in generic_formats().items() %}
{{ format }}_rows as (
    {{ input_rows(event_columns(), format, files_to_load('generic/events', endings)) }}
){{ "," if not loop.last }}
{%- endfor %}

{{ conform_events(
    'generic',
    ['parquet_rows', 'csv_rows', 'json_rows'],
    page_view_names,
    lines=['json_rows']
) }}
