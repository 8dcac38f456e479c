{#- The fields of the export that the adapter reads, with the types of today's schema. -#}
{% macro ga4_export_fields() %}
    {%- set value_fields = (
        "string_value varchar, int_value bigint, float_value double, double_value double"
    ) -%}
    {%- set collected_fields = (
        "manual_source varchar, manual_medium varchar, manual_campaign_name varchar, "
        ~ "gclid varchar"
    ) -%}
    {%- set ecommerce_fields = (
        "transaction_id varchar, purchase_revenue double, refund_value double"
    ) -%}
    {%- set item_fields = (
        "item_id varchar, item_name varchar, item_category varchar, price double, "
        ~ "quantity bigint"
    ) -%}
    {{ return({
        "event_timestamp": "bigint",
        "event_name": "varchar",
        "user_id": "varchar",
        "user_pseudo_id": "varchar",
        "event_bundle_sequence_id": "bigint",
        "batch_page_id": "bigint",
        "batch_ordering_id": "bigint",
        "batch_event_index": "bigint",
        "stream_id": "varchar",
        "event_params":
            'struct("key" varchar, "value" struct(' ~ value_fields ~ ")) []",
        "privacy_info": "struct(analytics_storage varchar)",
        "device":
            'struct(category varchar, operating_system varchar, "language" varchar, '
            ~ "browser varchar, web_info struct(browser varchar))",
        "geo": "struct(country varchar, region varchar, city varchar)",
        "collected_traffic_source": "struct(" ~ collected_fields ~ ")",
        "ecommerce": "struct(" ~ ecommerce_fields ~ ")",
        "items": "struct(" ~ item_fields ~ ") []",
    }) }}
{% endmacro %}
