{#-
    Names of the contract for usual names of custom events and goals, matched in lower case
    with underscores. Others keep their name as it came.
-#}
{% macro matomo_event_names() %}
    {{ return({
        "signup": "sign_up",
        "signed_up": "sign_up",
        "log_in": "login",
        "logged_in": "login",
        "add_to_basket": "add_to_cart",
        "remove_from_basket": "remove_from_cart",
        "view_basket": "view_cart",
        "checkout": "begin_checkout",
        "start_checkout": "begin_checkout",
        "checkout_started": "begin_checkout",
        "search": "view_search_results",
        "download": "file_download",
        "outlink": "click",
        "form_started": "form_start",
        "form_submitted": "form_submit",
        "scroll_depth": "scroll",
        "web_vital": "web_vitals",
        "video_play": "video_start",
        "video_finish": "video_complete",
    }) }}
{% endmacro %}
