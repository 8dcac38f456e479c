{% macro check_raw_events() %}
    {%- if execute and target.type == "duckdb" %}
        {%- if "generic" in var("event_sources") %}{{ check_generic_files() }}{% endif %}
        {%- if "ga4" in var("event_sources") %}{{ check_ga4_files() }}{% endif %}
        {%- if "posthog" in var("event_sources") %}{{ check_posthog_files() }}{% endif %}
        {%- if "matomo" in var("event_sources") %}{{ check_matomo_files() }}{% endif %}
    {%- endif %}
{% endmacro %}
