{#-
    CTEs up to exported: the rows of the files of atomic.events that a build has to load,
    whatever their format and age. A column that no file has is null.
-#}
{% macro snowplow_exported() -%}
contract as (
    select
        {%- for column in snowplow_columns() + ["broken_json", "raw_row"] %}
        cast(null as varchar) as {{ column }},
        {%- endfor %}
        {%- for entity in snowplow_entities().keys() | list + ["self_describing"] %}
        cast(null as json) as {{ entity }}_column{{ "," if not loop.last }}
        {%- endfor %}

    where false
),
{%- set filled = [] -%}
{%- for format, endings in export_formats().items() -%}
{%- set files = files_to_load("snowplow/events", endings) -%}
{%- if files -%}
{%- do filled.append(format) -%}
{%- set columns = raw_columns(format, files) %}

{{ format }}_events as (
    -- The address of a visitor goes no further than this.
    select *{{ " exclude (user_ipaddress)" if "user_ipaddress" in columns }}
    from {{ read_raw_file(format, files) }}
),

{{ format }}_rows as (
    {{ snowplow_rows(format ~ "_events", columns) }}
),
{%- endif -%}
{%- endfor %}

exported as (
    select * from contract
    {%- for format in filled %}

    union all by name

    select * from {{ format }}_rows
    {%- endfor %}
)
{%- endmacro %}
