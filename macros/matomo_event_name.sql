{#- The name of the contract for the name of a custom event or goal. -#}
{% macro matomo_event_name(name) -%}
    {%- set plain = "lower(replace(trim(" ~ name ~ "), ' ', '_'))" -%}
    {{ rename_value(plain, matomo_event_names(), otherwise=name) }}
{%- endmacro %}
