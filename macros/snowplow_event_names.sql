{#-
    Names of the contract for the events and e-commerce actions of Snowplow. Others keep
    their own.
-#}
{% macro snowplow_event_names() %}
    {{ return({
        "product_view": "view_item",
        "list_view": "view_item_list",
        "list_click": "select_item",
        "promo_view": "view_promotion",
        "promo_click": "select_promotion",
        "transaction": "purchase",
        "site_search": "view_search_results",
        "focus_form": "form_start",
        "submit_form": "form_submit",
        "play_event": "video_start",
        "percent_progress_event": "video_progress",
        "end_event": "video_complete",
    }) }}
{% endmacro %}
