{#- Null where the text is not a number. -#}
{% macro as_number(text) -%}
    try_cast({{ text }} as double)
{%- endmacro %}
