{#- Formats in which tables of a warehouse are exported: those of columns. -#}
{% macro export_formats() %}
    {%- set formats = generic_formats() -%}
    {{ return({"parquet": formats.parquet, "csv": formats.csv}) }}
{% endmacro %}
