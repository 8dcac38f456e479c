{#- The tables of entities that lie beside Snowplow's events. -#}
{% macro snowplow_tables() %}
    {%- set formats = export_formats() -%}
    {%- set tables = raw_tables("snowplow", formats.parquet + formats.csv) -%}
    {{ return(tables | reject("equalto", "events") | list) }}
{% endmacro %}
