{#-
    Folders below the raw data that this build may read, each with the staging model that
    everything made of its files depends on.
-#}
{% macro input_folders() %}
    {%- set folders = {
        "offline_conversions": "stg_offline__conversions",
        "ad_spend": "stg_generic__ad_spend",
        "ai_visibility": "stg_generic__ai_visibility",
        "forgotten_visitors": "stg_generic__forgotten_keys",
    } %}
    {%- for source in var("event_sources") %}
        {%- do folders.update({source: "stg_" ~ source ~ "__events"}) %}
    {%- endfor %}
    {{ return(folders) }}
{% endmacro %}
