{#- Fields of a product in Segment's specification, and their names in the contract. -#}
{% macro segment_product_fields() %}
    {{ return({
        "product_id": "item_id",
        "sku": "item_id",
        "name": "item_name",
        "category": "item_category",
        "brand": "item_brand",
        "variant": "item_variant",
        "price": "price",
        "quantity": "quantity",
    }) }}
{% endmacro %}
