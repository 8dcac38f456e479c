{#- Formats of exported tables and the endings that announce them. -#}
{% macro matomo_formats() %}
    {{ return({"parquet": ["parquet"], "csv": ["csv", "csv.gz"]}) }}
{% endmacro %}
