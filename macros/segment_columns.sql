{#-
    The columns of a Segment or RudderStack table that give each column of the contract,
    the first that is filled. A page call says itself which page it means; on all others
    url and title are properties like any other.
-#}
{% macro segment_columns(table) %}
    {%- set is_page = table in ["pages", "screens"] -%}
    {%- set titles = {"pages": ["title"], "screens": ["title", "name"]} -%}
    {%- set consent = "context_consent_category_preferences_analytics" -%}
    {{ return({
        "event_id": ["id"],
        "occurred_at": ["timestamp", "original_timestamp"],
        "received_at": ["received_at"],
        "device_id": ["anonymous_id"],
        "user_id": ["user_id"],
        "source_session_id": ["context_session_id"],
        "page_url": (["url"] if is_page else []) + ["context_page_url"],
        "page_title": titles.get(table, []) + ["context_page_title"],
        "referrer_url": (["referrer"] if is_page else []) + ["context_page_referrer"],
        "source": ["context_campaign_source"],
        "medium": ["context_campaign_medium"],
        "campaign": ["context_campaign_name"],
        "user_agent": ["context_user_agent"],
        "operating_system": ["context_os_name"],
        "country": ["context_location_country"],
        "region": ["context_location_region"],
        "city": ["context_location_city"],
        "language": ["context_locale"],
        "has_analytics_consent": [consent],
        "value": ["revenue", "total", "value"],
        "currency": ["currency"],
        "transaction_id": ["order_id"],
    }) }}
{% endmacro %}
