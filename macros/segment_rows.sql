{#-
    The rows of one table in the columns of the contract, as text; whatever the table
    lacks is null. What goes into or out of a cart is worth its price. Addresses and
    traits of a person go no further than this, not even in raw_row.
-#}
{% macro segment_rows(table, format, files) -%}
    {%- set columns = raw_columns(format, files) -%}
    {%- set given = segment_columns(table) -%}
    {%- set of_the_call = given.values() | sum(start=["filename"]) -%}
    {%- set shown = [] -%}
    {%- for column in columns
        if not column.endswith("_ip") and not column.startswith("context_traits_")
        and (table != "identifies" or column in of_the_call) -%}
        {%- do shown.append("'" ~ column ~ "', \"" ~ column ~ '"') -%}
    {%- endfor -%}
    select
        {{ segment_items(table, columns) }} as contract_items,
        '{{ table }}' as table_name,
        {{ segment_event_name(table, columns) }} as event_name,
        {%- for column in event_columns()
            if column not in ["event_name", "properties"] %}
        coalesce(
            {%- for name in given.get(column, []) if name in columns %}
            nullif(trim(cast("{{ name }}" as varchar)), ''),
            {%- endfor %}
            {%- if column == "value"
                and table in ["product_added", "product_removed"] %}
            {{ items_worth("contract_items") }},
            {%- endif %}
            cast(null as varchar)
        ) as {{ column }},
        {%- endfor %}
        coalesce(
            {%- if columns.get("products") == "VARCHAR" %}
            case when try_cast(nullif(products, '') as json) is null then products end,
            {%- endif %}
            cast({{ segment_properties(table, columns) }} as varchar)
        ) as properties,
        cast(json_object({{ shown | join(", ") }}) as varchar) as raw_row

    from {{ read_raw_file(format, files) }}
{%- endmacro %}
