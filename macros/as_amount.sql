{#- Exact, unlike a double: sums do not depend on the order of the rows. -#}
{% macro as_amount(number) -%}
    try_cast({{ number }} as decimal(18, 4))
{%- endmacro %}
