{#- The columns of atomic.events that the adapter reads; entities come on top. -#}
{% macro snowplow_columns() %}
    {{ return([
        "event_id", "event", "event_name", "event_vendor", "derived_tstamp",
        "collector_tstamp", "load_tstamp", "etl_tstamp", "domain_userid", "user_id",
        "domain_sessionid", "page_url", "page_title", "page_referrer", "mkt_source",
        "mkt_medium", "mkt_campaign", "useragent", "br_name", "br_family", "br_lang",
        "br_viewheight", "doc_height", "pp_yoffset_max", "os_name", "os_family",
        "dvce_type", "geo_country", "geo_region", "geo_region_name", "geo_city",
        "se_category", "se_action", "se_label", "se_property", "se_value", "tr_orderid",
        "tr_total", "tr_currency"
    ]) }}
{% endmacro %}
