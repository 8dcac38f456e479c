{#- The properties that columns are made of; read in one pass, each as text. -#}
{% macro posthog_read_properties() %}
    {{ return([
        "$device_id", "$user_id", "$anon_distinct_id", "$is_identified",
        "$process_person_profile", "$session_id", "$pageview_id", "$current_url", "title",
        "$screen_name", "$referrer", "utm_source", "utm_medium", "utm_campaign",
        "$session_entry_url", "$session_entry_referrer", "$session_entry_utm_source",
        "$session_entry_utm_medium", "$session_entry_utm_campaign", "$raw_user_agent",
        "$user_agent", "$device_type", "$browser", "$os", "$geoip_country_name",
        "$geoip_subdivision_1_name", "$geoip_city_name", "$browser_language", "revenue",
        "value", "total", "currency", "order_id", "transaction_id", "query", "products",
        "$web_vitals_LCP_value", "$web_vitals_INP_value", "$web_vitals_CLS_value",
        "$web_vitals_FCP_value", "$web_vitals_TTFB_value"
    ]) }}
{% endmacro %}
