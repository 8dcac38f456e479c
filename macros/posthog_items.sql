{#-
    The items of an event under the names of the contract, as JSON: those of its list of
    products, or the one product that an event about a product names by itself.
-#}
{% macro posthog_items() -%}
    {%- set fields = {
        "product_id": "varchar", "sku": "varchar", "name": "varchar",
        "category": "varchar", "price": "json", "quantity": "json"
    } -%}
    {%- set product -%}
        {
        {%- for field, type in fields.items() -%}
            "{{ field }}": "{{ type }}"{{ ", " if not loop.last }}
        {%- endfor -%}
        }
    {%- endset -%}
    to_json(list_transform(
        case
            when json_type(parsed_properties, '/products') = 'ARRAY'
                then from_json(parsed_properties -> '/products', '[{{ product }}]')
            when json_type(try_cast({{ posthog_property("products") }} as json)) = 'ARRAY'
                then from_json(
                    try_cast({{ posthog_property("products") }} as json), '[{{ product }}]'
                )
            when is_about_one_product then [from_json(parsed_properties, '{{ product }}')]
        end,
        lambda item: {
            'item_id': coalesce(item.product_id, item.sku),
            'item_name': item.name,
            'item_category': item.category,
            'price': item.price,
            'quantity': item.quantity
        }
    ))
{%- endmacro %}
