{% macro check_raw_events() %}
    {%- if execute and target.type == "duckdb" %}
        {%- set sources = var("event_sources") %}
        {%- if "generic" in sources %}{{ check_generic_files() }}{% endif %}
        {%- if "ga4" in sources %}{{ check_ga4_files() }}{% endif %}
        {%- if "snowplow" in sources %}{{ check_snowplow_files() }}{% endif %}
        {%- if "segment" in sources %}{{ check_segment_files() }}{% endif %}
        {%- if "posthog" in sources %}{{ check_posthog_files() }}{% endif %}
        {%- if "matomo" in sources %}{{ check_matomo_files() }}{% endif %}
    {%- endif %}
{% endmacro %}
