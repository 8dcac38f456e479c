{#-
    Names of the contract for PostHog's own events and for those of its e-commerce
    specification, which are Segment's; matched in lower case with underscores, so
    Order Completed and order_completed are one. Others keep their name as it came.
-#}
{% macro posthog_event_names() %}
    {{ return({
        "$pageview": "page_view",
        "$screen": "screen_view",
        "$identify": "identify",
        "$web_vitals": "web_vitals",
        "products_searched": "view_search_results",
        "product_list_viewed": "view_item_list",
        "promotion_viewed": "view_promotion",
        "promotion_clicked": "select_promotion",
        "product_clicked": "select_item",
        "product_viewed": "view_item",
        "product_added": "add_to_cart",
        "product_removed": "remove_from_cart",
        "product_added_to_wishlist": "add_to_wishlist",
        "cart_viewed": "view_cart",
        "checkout_started": "begin_checkout",
        "payment_info_entered": "add_payment_info",
        "order_completed": "purchase",
        "order_refunded": "refund",
        "product_shared": "share",
        "cart_shared": "share",
        "signed_up": "sign_up",
        "signed_in": "login",
        "video_playback_started": "video_start",
        "video_playback_completed": "video_complete",
    }) }}
{% endmacro %}
