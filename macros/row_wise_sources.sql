{#- Sources whose raw rows stand alone, so that a new file says nothing about older ones. -#}
{% macro row_wise_sources() %}
    {{ return(["generic", "ga4"]) }}
{% endmacro %}
