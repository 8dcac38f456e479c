{#-
    Names of the contract for events of Segment's specification, as tables and the
    column event spell them. Others keep the name that the tracker sent.
-#}
{% macro segment_event_names() %}
    {{ return({
        "pages": "page_view",
        "screens": "screen_view",
        "identifies": "identify",
        "products_searched": "view_search_results",
        "product_list_viewed": "view_item_list",
        "product_clicked": "select_item",
        "product_viewed": "view_item",
        "product_added": "add_to_cart",
        "product_removed": "remove_from_cart",
        "product_added_to_wishlist": "add_to_wishlist",
        "promotion_viewed": "view_promotion",
        "promotion_clicked": "select_promotion",
        "cart_viewed": "view_cart",
        "checkout_started": "begin_checkout",
        "payment_info_entered": "add_payment_info",
        "order_completed": "purchase",
        "order_refunded": "refund",
        "signed_up": "sign_up",
        "signed_in": "login",
        "video_playback_started": "video_start",
        "video_playback_completed": "video_complete",
    }) }}
{% endmacro %}
