{{ config(tags=['loaded']) }}
{%- set page_view_names = ['page_view', 'pageview', 'screen_view'] -%}
{%- set files = files_by_format('generic/events', new_only=true) -%}
{%- set relations = [] -%}

-- depends_on: {{ source('generic', 'events') }}
with
{%- for format in files %}
{%- do relations.append(format ~ '_rows') %}
{{ format }}_rows as (
    {{ input_rows(event_columns(), format, files[format]) }}
),
{%- endfor %}

conformed as (
    {{ conform_events(
        'generic', relations, page_view_names, lines=['json_rows'],
        structs=relations | reject('equalto', 'json_rows') | list
    ) | indent }}
)

select * from conformed
