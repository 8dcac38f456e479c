{#-
    The tables of Segment or RudderStack that hold events: tracks, pages, screens and
    identifies, and one for every event. The others say how somebody or something is
    now, or what could not be loaded.
-#}
{% macro segment_tables() %}
    {%- set others = ["users", "accounts", "groups", "aliases", "rudder_discards"] -%}
    {%- set formats = export_formats() -%}
    {%- set tables = raw_tables("segment", formats.parquet + formats.csv) -%}
    {{ return(tables | reject("in", others) | list) }}
{% endmacro %}
