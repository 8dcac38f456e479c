{#- Null where the text is not a number; NaN is not one, though a double can hold it. -#}
{% macro as_number(text) -%}
    nullif(try_cast({{ text }} as double), cast('nan' as double))
{%- endmacro %}
