{#-
    One row per item that an event names: the list under items (GA4) or products (Segment),
    sent as JSON or as text that holds JSON, and else the event itself, which may name one.
-#}
{% macro each_item(properties) -%}
    {%- set list = (
        "try_cast(coalesce(" ~ properties ~ " ->> '/items', " ~ properties
        ~ " ->> '/products') as json)"
    ) -%}
    unnest(
        case
            when json_array_length({{ list }}) > 0 then cast({{ list }} as json [])
            else [cast({{ properties }} as json)]
        end
    )
{%- endmacro %}
