{#-
    CTEs up to entity_maps: what the tables beside atomic.events hold, as loaders for
    Redshift and PostgreSQL keep it, one row per event with its entities by schema.
    Such a table has no key. So an event that was exported twice has each entity twice,
    and so has an order of two equal lines: entities are shared out among the copies.
-#}
{% macro snowplow_entity_tables() -%}
{%- set own = [
    "root_id", "root_tstamp", "ref_root", "ref_tree", "ref_parent", "filename",
    "schema_vendor", "schema_name", "schema_format", "schema_version"
] -%}
entity_rows as (
    select
        cast(null as varchar) as root_id,
        cast(null as timestamp) as root_at,
        cast(null as varchar) as schema_name,
        cast(null as json) as content

    where false
    {%- for table in snowplow_tables() %}
    {%- for format, endings in export_formats().items() %}
    {%- set files = raw_files("snowplow/" ~ table, endings) %}
    {%- if files %}

    union all

    select
        cast(root_id as varchar),
        {{ read_as("root_tstamp", "timestamp") }},
        '{{ snowplow_schema(table) or table }}',
        json_object(
            {%- for column in raw_columns(format, files) if column not in own %}
            '{{ column }}', "{{ column }}"{{ "," if not loop.last }}
            {%- endfor %}
        )

    from {{ read_raw_file(format, files) }}
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
),

event_copies as (
    select
        event_id,
        {{ read_as("collector_tstamp", "timestamp") }} as collected_at,
        count(*) as events

    from exported

    group by all
),

entity_copies as (
    select
        *,
        count(*) as entities

    from entity_rows

    group by all
),

entity_lists as (
    select
        root_id,
        root_at,
        schema_name,
        to_json(flatten(list(
            list_resize([content], greatest(entities // events, 1), content)
            order by content
        ))) as list_of_entities

    from entity_copies

    inner join event_copies
        on root_id = event_id
        and root_at = collected_at

    group by all
),

entity_maps as (
    select
        root_id,
        root_at,
        {{ map_of("schema_name", "list_of_entities") }} as entities

    from entity_lists

    group by all
)
{%- endmacro %}
