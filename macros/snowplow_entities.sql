{#-
    The entities that the adapter reads, each with the schemas that hold it: vendor and
    name joined by _, as in the names of columns and tables, without the version.
    Entities of other schemas are not read; self-describing events of any schema are.
-#}
{% macro snowplow_entities() %}
    {%- set own = "com_snowplowanalytics_snowplow_" -%}
    {%- set shop = own ~ "ecommerce_" -%}
    {{ return({
        "action": [shop ~ "snowplow_ecommerce_action", shop ~ "action"],
        "product": [shop ~ "product"],
        "cart": [shop ~ "cart"],
        "transaction": [shop ~ "transaction"],
        "refund": [shop ~ "refund"],
        "checkout_step": [shop ~ "checkout_step"],
        "shop_page": [shop ~ "page"],
        "shop_user": [shop ~ "user"],
        "consent": [own ~ "consent_preferences"],
        "web_page": [own ~ "web_page"],
        "client_session": [own ~ "client_session"],
        "screen": ["com_snowplowanalytics_mobile_screen"],
        "media_player": [own ~ "media_media_player", own ~ "media_player"],
        "yauaa": ["nl_basjes_yauaa_context"],
        "ua_parser": [own ~ "ua_parser_context"],
        "spiders": ["com_iab_snowplow_spiders_and_robots"],
    }) }}
{% endmacro %}
