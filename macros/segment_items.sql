{#-
    The products of a row under the names of the contract, as a list of structs: those
    of the list that the row brings, or the one product that its table is about.
-#}
{% macro segment_items(table, columns) -%}
    {%- set fields = segment_product_fields() -%}
    {%- set products -%}
        {%- if "products" in columns -%}
            {{ "try_cast" if columns["products"] == "VARCHAR" else "to_json" -}}
            (products{{ " as json" if columns["products"] == "VARCHAR" }})
        {%- elif table in segment_product_tables() -%}
            json_array(json_object(
                {%- for field in fields if field in columns -%}
                '{{ field }}', "{{ field }}"{{ ", " if not loop.last }}
                {%- endfor -%}
            ))
        {%- else -%}
            cast(null as json)
        {%- endif -%}
    {%- endset -%}
    list_transform(
        from_json(
            {{ products }}, '[{"{{ fields | join('": "varchar", "') }}": "varchar"}]'
        ),
        lambda item: {
            'item_id': {{ first_text(["item.product_id", "item.sku"]) }},
            {%- for field, name in fields.items()
                if name not in ["item_id", "price", "quantity"] %}
            '{{ name }}': {{ first_text(["item." ~ field]) }},
            {%- endfor %}
            'price': {{ as_number("item.price") }},
            'quantity': {{ as_number("item.quantity") }}
        }
    )
{%- endmacro %}
