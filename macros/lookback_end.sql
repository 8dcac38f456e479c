{#- The last instant at which a visit is credited for what comes after it. -#}
{% macro lookback_end(started_at) -%}
    {{ add_seconds(started_at, var('attribution_lookback_days') * 86400) }}
{%- endmacro %}
