{#- The products of an event under the names of the contract, as a list of structs. -#}
{% macro snowplow_items() -%}
    {%- set names = {
        "id": "item_id", "name": "item_name", "category": "item_category",
        "brand": "item_brand", "variant": "item_variant"
    } -%}
    {%- set numbers = ["price", "quantity"] -%}
    {%- set fields = names.keys() | list + numbers -%}
    list_transform(
        from_json(
            product_entity, '[{"{{ fields | join('": "varchar", "') }}": "varchar"}]'
        ),
        lambda item: {
            {%- for field, name in names.items() %}
            '{{ name }}': nullif(item.{{ field }}, ''),
            {%- endfor %}
            {%- for number in numbers %}
            '{{ number }}': {{ as_number("item." ~ number) }}{{ "," if not loop.last }}
            {%- endfor %}
        }
    )
{%- endmacro %}
