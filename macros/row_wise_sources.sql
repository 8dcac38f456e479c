{#-
    Sources whose raw rows stand alone, so that a new file says nothing about older ones.
    Rows of Snowplow do where their entities are columns and not tables beside them.
-#}
{% macro row_wise_sources() %}
    {{ return(["generic", "ga4"] + ([] if snowplow_tables() else ["snowplow"])) }}
{% endmacro %}
