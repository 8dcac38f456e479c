{#-
    The optional inputs beside the events: columns and types by the folder below the raw
    data, and which columns a file needs. Each requirement lists its alternatives.
-#}
{% macro input_layouts() %}
    {{ return({
        "offline_conversions": {
            "columns": {
                "conversion_id": "varchar",
                "conversion_name": "varchar",
                "occurred_at": "timestamp",
                "received_at": "timestamp",
                "user_id": "varchar",
                "transaction_id": "varchar",
                "click_id": "varchar",
                "device_id": "varchar",
                "value": "decimal(18, 4)",
                "currency": "varchar",
                "properties": "json",
            },
            "required": [
                ["conversion_name"],
                ["occurred_at"],
                ["user_id", "transaction_id", "click_id", "device_id"],
            ],
        },
        "ad_spend": {
            "columns": {
                "date": "date",
                "platform": "varchar",
                "account": "varchar",
                "campaign": "varchar",
                "source": "varchar",
                "medium": "varchar",
                "cost": "decimal(18, 6)",
                "currency": "varchar",
                "impressions": "bigint",
                "clicks": "bigint",
            },
            "required": [["date"], ["platform"], ["cost"]],
        },
        "ad_spend/google_ads/campaign_stats": {
            "columns": {
                "date": "date",
                "customer_id": "varchar",
                "id": "varchar",
                "_fivetran_id": "varchar",
                "device": "varchar",
                "ad_network_type": "varchar",
                "cost_micros": "decimal(18, 0)",
                "impressions": "bigint",
                "clicks": "bigint",
            },
            "required": [["date"], ["customer_id"], ["id"], ["cost_micros"]],
        },
        "ad_spend/google_ads/campaign_history": {
            "columns": {
                "id": "varchar", "name": "varchar", "updated_at": "timestamp",
            },
            "required": [["id"], ["name"], ["updated_at"]],
        },
        "ad_spend/google_ads/account_history": {
            "columns": {
                "id": "varchar",
                "descriptive_name": "varchar",
                "currency_code": "varchar",
                "updated_at": "timestamp",
            },
            "required": [["id"], ["currency_code"], ["updated_at"]],
        },
        "ad_spend/facebook_ads/basic_ad": {
            "columns": {
                "date": "date",
                "account_id": "varchar",
                "ad_id": "varchar",
                "spend": "decimal(18, 6)",
                "impressions": "bigint",
                "inline_link_clicks": "bigint",
            },
            "required": [["date"], ["account_id"], ["ad_id"], ["spend"]],
        },
        "ad_spend/facebook_ads/ad_history": {
            "columns": {
                "id": "varchar", "campaign_id": "varchar", "updated_time": "timestamp",
            },
            "required": [["id"], ["campaign_id"], ["updated_time"]],
        },
        "ad_spend/facebook_ads/campaign_history": {
            "columns": {
                "id": "varchar", "name": "varchar", "updated_time": "timestamp",
            },
            "required": [["id"], ["name"], ["updated_time"]],
        },
        "ad_spend/facebook_ads/account_history": {
            "columns": {
                "id": "varchar",
                "name": "varchar",
                "currency": "varchar",
                "_fivetran_synced": "timestamp",
            },
            "required": [["id"], ["name"], ["_fivetran_synced"]],
        },
        "ai_visibility": {
            "columns": {
                "date": "date",
                "platform": "varchar",
                "prompt": "varchar",
                "brand": "varchar",
                "cited": "count",
                "position": "double",
                "sample_size": "bigint",
            },
            "required": [["date"], ["platform"], ["prompt"], ["brand"], ["cited"]],
        },
        "forgotten_visitors": {
            "columns": {
                "key_hash": "varchar",
                "salt_hash": "varchar",
                "forgotten_at": "timestamp",
            },
            "required": [["key_hash"], ["salt_hash"], ["forgotten_at"]],
        },
    }) }}
{% endmacro %}
