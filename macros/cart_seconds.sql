{#- How long after its opening a cart can be bought, and then be recovered. -#}
{% macro cart_seconds(stage) -%}
    {%- set bought = var('cart_window_hours') * 3600 -%}
    {{ bought if stage == "bought" else bought + var('cart_recovery_days') * 86400 }}
{%- endmacro %}
