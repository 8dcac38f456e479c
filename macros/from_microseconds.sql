{#- The timestamp of microseconds since 1970; the opposite of microseconds(). -#}
{% macro from_microseconds(microseconds) -%}
    make_timestamp({{ microseconds }})
{%- endmacro %}
