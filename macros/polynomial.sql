{#- A polynomial in x, the coefficient of the highest power first. -#}
{% macro polynomial(x, coefficients) -%}
    {%- set sum = namespace(sql=coefficients[0] | string) -%}
    {%- for coefficient in coefficients[1:] -%}
        {%- set sum.sql = "(" ~ sum.sql ~ " * " ~ x ~ " + " ~ coefficient ~ ")" -%}
    {%- endfor -%}
    {{ sum.sql }}
{%- endmacro %}
