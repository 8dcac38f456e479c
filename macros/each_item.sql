{#-
    One row per item that an event names: those of the list items (GA4) or products (Segment),
    sent as JSON or as text that holds JSON, and else the event itself, which may name one.
    Read in one pass, as a struct of texts: an order may have hundreds of lines.
-#}
{% macro each_item(properties) -%}
    {%- set keys = [
        "item_id", "product_id", "sku", "item_name", "name", "item_category", "category",
        "price", "quantity"
    ] -%}
    {%- set object = '{"' ~ keys | join('": "varchar", "') ~ '": "varchar"}' -%}
    unnest(
        coalesce(
            {%- for list in ["items", "products"] %}
            case
                when json_array_length({{ properties }}, '/{{ list }}') > 0
                    then from_json({{ properties }} -> '/{{ list }}', '[{{ object }}]')
                when
                    json_type({{ properties }}, '/{{ list }}') = 'VARCHAR'
                    and json_array_length(
                        try_cast({{ properties }} ->> '/{{ list }}' as json)
                    ) > 0
                    then from_json(
                        try_cast({{ properties }} ->> '/{{ list }}' as json),
                        '[{{ object }}]'
                    )
            end,
            {%- endfor %}
            [from_json({{ properties }}, '{{ object }}')]
        )
    )
{%- endmacro %}
