{#-
    The properties of a table's event as JSON: columns that did not become columns of
    the contract or items, and that say nothing of the call or the person. The traits of an
    identify call describe a person, and nothing here needs them.
-#}
{% macro segment_properties(table, columns) -%}
    {%- set names = {"query": "search_term"} if table == "products_searched" else {} -%}
    {%- set left_out = segment_columns(table).values() | sum(start=[]) + [
        "event", "event_text", "sent_at", "uuid", "uuid_ts", "uuid_inserted_at",
        "loaded_at", "channel", "record_id", "filename", "products", "items"
    ] -%}
    {%- if table in ["pages", "screens"] -%}
        {%- set left_out = left_out + [
            "path", "search", "tab_url", "initial_referrer", "initial_referring_domain",
            "referring_domain"
        ] -%}
    {%- elif table in segment_product_tables() -%}
        {%- set left_out = left_out + segment_product_fields().keys() | list -%}
    {%- endif -%}
    json_merge_patch('{}', json_object(
        {%- for column in columns
            if table not in ["tracks", "identifies"]
            and not column.startswith(("context_", "_")) and column not in left_out %}
        '{{ names.get(column, column) }}', "{{ column }}",
        {%- endfor %}
        'items', contract_items
    ))
{%- endmacro %}
