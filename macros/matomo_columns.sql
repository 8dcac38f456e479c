{#-
    The columns of Matomo's tables that the adapter reads, with their types; hex stands for
    the eight bytes of a visitor id. Any of them may be missing but the required ones.
-#}
{% macro matomo_columns(table) %}
    {{ return({
        "log_visit": {
            "idvisit": "bigint", "idsite": "bigint", "idvisitor": "hex",
            "visit_last_action_time": "varchar", "user_id": "varchar",
            "referer_type": "bigint", "referer_name": "varchar",
            "referer_url": "varchar", "campaign_source": "varchar",
            "campaign_medium": "varchar", "campaign_name": "varchar",
            "config_browser_name": "varchar", "config_os": "varchar",
            "config_device_type": "bigint", "location_country": "varchar",
            "location_region": "varchar", "location_city": "varchar",
            "location_browser_lang": "varchar",
        },
        "log_link_visit_action": {
            "idlink_va": "bigint", "idsite": "bigint", "idvisit": "bigint",
            "idvisitor": "hex", "server_time": "varchar", "custom_float": "double",
            "idaction_url": "bigint", "idaction_name": "bigint",
            "idaction_event_category": "bigint", "idaction_event_action": "bigint",
            "idaction_content_name": "bigint", "idaction_content_piece": "bigint",
            "idaction_content_target": "bigint", "idaction_content_interaction": "bigint",
            "idaction_product_sku": "bigint", "idaction_product_name": "bigint",
            "idaction_product_cat": "bigint", "product_price": "double",
            "search_cat": "varchar", "search_count": "bigint",
        },
        "log_action": {
            "idaction": "bigint", "name": "varchar", "type": "bigint",
            "url_prefix": "bigint",
        },
        "log_conversion": {
            "idvisit": "bigint", "idsite": "bigint", "idvisitor": "hex",
            "server_time": "varchar", "idaction_url": "bigint", "idlink_va": "bigint",
            "idgoal": "bigint", "buster": "bigint", "idorder": "varchar",
            "items": "bigint", "url": "varchar", "revenue": "double",
            "revenue_tax": "double", "revenue_shipping": "double",
            "revenue_discount": "double",
        },
        "log_conversion_item": {
            "idvisit": "bigint", "idorder": "varchar", "server_time": "varchar",
            "idaction_sku": "bigint", "idaction_name": "bigint",
            "idaction_category": "bigint", "price": "double", "quantity": "bigint",
            "deleted": "bigint",
        },
        "goal": {"idsite": "bigint", "idgoal": "bigint", "name": "varchar"},
        "site": {"idsite": "bigint", "currency": "varchar"},
    }[table]) }}
{% endmacro %}
