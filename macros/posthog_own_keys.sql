{#-
    Keys that do not go on as properties: they are in a column by now, or they are notes of
    PostHog to itself about sending, screen, place and first touch. The exact place of a
    person, which the network address gives away, stays out too. Keys of features, groups,
    clicked elements and any of the site's own are kept.
-#}
{% macro posthog_own_keys() %}
    {%- set own = [
        "token", "distinct_id", "$insert_id", "$time", "$sent_at", "$lib", "$lib_version",
        "$lib_custom_api_host", "$lib_rate_limit_remaining_tokens", "$config_defaults",
        "$configured_session_timeout_ms", "$sdk_debug_replay_internal_buffer_length",
        "$sdk_debug_replay_internal_buffer_size", "$sdk_debug_retry_queue_size",
        "$sdk_debug_current_session_duration", "$sdk_debug_session_start",
        "$recording_status", "$replay_sample_rate", "$replay_minimum_duration",
        "$window_id", "$host", "$pathname", "$referring_domain", "$search_engine",
        "$browser_version", "$browser_language_prefix", "$os_version", "$timezone",
        "$timezone_offset", "$screen_height", "$screen_width", "$viewport_height",
        "$viewport_width", "$set", "$set_once", "$unset", "$ip", "$had_persisted_distinct_id",
        "$initial_person_info", "$client_session_initial_props", "$web_vitals_enabled_server_side",
        "$autocapture_disabled_server_side", "$web_vitals_allowed_metrics",
        "$exception_capture_enabled_server_side", "$dead_clicks_enabled_server_side"
    ] -%}
    {%- set keys = posthog_read_properties() + own -%}
    {%- set campaign = [
        "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "gclid",
        "gad_source", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "twclid",
        "li_fat_id", "mc_cid", "igshid", "ttclid", "rdt_cid", "epik", "qclid", "sccid",
        "irclid", "_kx"
    ] -%}
    {%- set landing = ["url", "host", "pathname", "referrer", "referring_domain"] -%}
    {%- for name in landing + campaign -%}
        {%- do keys.append("$session_entry_" ~ name) -%}
        {%- do keys.append("$initial_" ~ name) -%}
    {%- endfor -%}
    {%- for name in [
        "country_code", "continent_name", "continent_code", "subdivision_1_code",
        "subdivision_2_name", "subdivision_2_code", "subdivision_1_confidence",
        "city_confidence", "country_confidence", "postal_code", "postal_code_confidence",
        "latitude", "longitude", "accuracy_radius", "time_zone"
    ] -%}
        {%- do keys.append("$geoip_" ~ name) -%}
    {%- endfor -%}
    {%- for metric in ["LCP", "INP", "CLS", "FCP", "TTFB"] -%}
        {%- do keys.append("$web_vitals_" ~ metric ~ "_event") -%}
    {%- endfor -%}
    {%- for kept in ["$anon_distinct_id", "query", "total"] -%}
        {%- do keys.remove(kept) -%}
    {%- endfor -%}
    {{ return(keys) }}
{% endmacro %}
