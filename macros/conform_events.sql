{#-
    Every adapter ends here, so all have the same columns, types and order. The relation
    holds the contract's columns under their names, and the row as it came in raw_row.
-#}
{% macro conform_events(event_source, relation, page_view_names) %}
{%- set columns = event_columns() -%}
select
    '{{ event_source }}' as event_source,
    {%- for column, type in columns.items() %}
    {{ read_as(column, type) }} as {{ column }},
    {%- endfor %}
    coalesce(
        event_name in ('{{ page_view_names | join("', '") }}'), false
    ) as is_page_view,
    {{ unreadable_part(columns) }} as unreadable_part,
    raw_row

from {{ relation }}
{% endmacro %}
