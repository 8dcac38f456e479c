{#-
    One rate as a multiple of another, and the 95 % interval of that: three columns. Of few
    conversions all are null (the var ratio_conversions_at_least).
    Katz, D. et al. (1978), Biometrics 34, 469-474: the logarithm of the ratio is about
    normal. It takes the two groups as independent.
-#}
{% macro rate_ratio_columns(name, numerator, denominator, base_numerator, base_denominator) -%}
    {%- set least = var("ratio_conversions_at_least") -%}
    {%- set ratio -%}
        case
            when {{ numerator }} >= {{ least }} and {{ base_numerator }} >= {{ least }}
                then ({{ rate(numerator, denominator) }})
                / ({{ rate(base_numerator, base_denominator) }})
        end
    {%- endset -%}
    {%- set reach -%}
        1.959963984540054 * sqrt(
            {{ rate("1", numerator) }} - {{ rate("1", denominator) }}
            + {{ rate("1", base_numerator) }} - {{ rate("1", base_denominator) }}
        )
    {%- endset -%}
    {{ ratio }} as {{ name }},
    {{ ratio }} * exp(-{{ reach }}) as {{ name }}_lower,
    {{ ratio }} * exp({{ reach }}) as {{ name }}_upper
{%- endmacro %}
