{#- Elapsed seconds with their fraction; dbt.datediff would count second marks crossed. -#}
{% macro seconds_between(start, stop) -%}
    (epoch_us({{ stop }}) - epoch_us({{ start }})) / cast(1000000 as double)
{%- endmacro %}
