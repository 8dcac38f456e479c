{#-
    Deletes what the temporary tables of forgotten_rows hold from every table of the
    project, by whichever of these columns a table has. The numbers of units are those of
    the last build, so only its slices know them.
-#}
{% macro forgotten_deletions() -%}
    {%- set persons = {
        "visitor_id": "(from forgotten_visitors union all from forgotten_devices)",
        "session_id": "forgotten_sessions",
        "device_id": "forgotten_devices",
        "user_id": "forgotten_users",
        "unit_id": "(from forgotten_visitors union all from forgotten_sessions)",
        "raw_row": "(select raw_row from forgotten_broken_rows)",
        "offline_conversion_id":
            "(select event_id from forgotten_events where event_source = 'offline')",
    } %}
    {%- for model in graph.nodes.values()
        if model.resource_type == "model" and (
            model.config.materialized in ["table", "incremental"]
            or model.config.meta.get("is_slice_stored")
        ) %}
        {%- set relation = adapter.get_relation(
            model.database,
            model.schema,
            model.alias ~ ("__slice" if model.config.meta.get("is_slice_stored") else ""),
        ) %}
        {%- set columns = [] if relation is none
            else adapter.get_columns_in_relation(relation) | map(attribute="name") | list %}
        {%- set conditions = [] %}
        {%- set known_by = dict(persons, unit_number="forgotten_units")
            if "slice" in model.tags else persons %}
        {%- for column, rows in known_by.items() if column in columns %}
            {%- do conditions.append(
                "coalesce(" ~ column ~ " in (from " ~ rows ~ "), false)"
            ) %}
        {%- endfor %}
        {%- if "event_source" in columns and "event_id" in columns %}
            {%- do conditions.append(
                "coalesce((event_source, event_id) in (select (event_source, event_id) "
                ~ "from forgotten_events), false)"
            ) %}
        {%- endif %}
        {%- if conditions %}
    delete from {{ relation }} where {{ conditions | join(" or ") }};
        {%- endif %}
    {%- endfor %}
{%- endmacro %}
