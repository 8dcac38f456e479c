{#- Tables of events about one product, which lies in columns of its own. -#}
{% macro segment_product_tables() %}
    {{ return([
        "product_clicked", "product_viewed", "product_added", "product_removed",
        "product_added_to_wishlist"
    ]) }}
{% endmacro %}
