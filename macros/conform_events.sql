{#-
    Every adapter ends here, so all have the same columns, types and order. The relations
    hold the contract's columns under their names, and the row as it came in raw_row. An
    export that is typed already cannot hold anything unreadable, and is not searched.
    Personal data goes no further than this. Without relations there are no rows.
    Of a relation in structs raw_row is a struct, made text for rejected rows alone: for all
    of them it would be the dearest step of a build.
-#}
{% macro conform_events(
    event_source, relations, page_view_names, is_typed=false, lines=none, structs=[]
) %}
{%- set columns = event_columns() -%}
select
    '{{ event_source }}' as event_source,
    {%- for column, type in columns.items() %}
    {% if relations and type in ["varchar", "json"] -%}
    {{ without_personal_data(column, kind_of_text(column)) }} as {% endif %}{{ column }},
    {%- endfor %}
    is_page_view,
    unreadable_part,
    {% if relations %}{{ without_personal_data("raw_row", "json") }} as {% endif %}raw_row

from (
    {%- for relation in relations %}
    {%- if relation in structs %}
    select
        * replace (
            case
                when {{ rejection_reason("readable") }} is not null
                    then cast(to_json(raw_row) as varchar)
            end as raw_row
        )
    from (
    {%- endif %}
    select
        {%- for column, type in columns.items() %}
        {% if is_typed and type == "json" -%} {{ column }}
        {%- else -%} {{ read_as(column, type) }}
        {%- endif %} as {{ column }},
        {%- endfor %}
        coalesce(
            event_name in ('{{ page_view_names | join("', '") }}'), false
        ) as is_page_view,
        {% if is_typed -%} cast(null as varchar)
        {%- else -%} {{ unreadable_part(columns, lines is none or relation in lines) }}
        {%- endif %} as unreadable_part,
        raw_row

    from {{ relation }}
    {%- if relation in structs %}
    ) as readable
    {%- endif %}
    {{ "union all" if not loop.last }}
    {%- else %}
    select
        {%- for column, type in columns.items() %}
        {{ read_as("null", type) }} as {{ column }},
        {%- endfor %}
        false as is_page_view,
        cast(null as varchar) as unreadable_part,
        cast(null as varchar) as raw_row
    where false
    {%- endfor %}
) as typed
{% endmacro %}
