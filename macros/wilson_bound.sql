{#-
    One bound of Wilson's 95 % score interval for a share: side is 'lower' or 'upper'.
    Bounded by 0 and 1, and sound at a share of 0 or 1 where the simple interval is not.
    Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
-#}
{% macro wilson_bound(side, numerator, denominator) -%}
    {%- set z = 1.959963984540054 -%}
    {%- set n = "cast(nullif(" ~ denominator ~ ", 0) as double)" -%}
    case
        when {{ numerator }} = {{ "0 then 0.0 * " ~ n if side == "lower"
            else denominator ~ " then 1.0 + 0.0 * " ~ n }}
        else (
            {{ numerator }} / {{ n }} + {{ z * z / 2 }} / {{ n }}
            {{ "-" if side == "lower" else "+" }} {{ z }} * sqrt(
                {{ numerator }} / {{ n }} * (1 - {{ numerator }} / {{ n }}) / {{ n }}
                + {{ z * z / 4 }} / ({{ n }} * {{ n }})
            )
        ) / (1 + {{ z * z }} / {{ n }})
    end
{%- endmacro %}
