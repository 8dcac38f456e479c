{#-
    Share of the standard normal distribution below x, to the last digit of a double.
    Hart (1968), as in West, G. (2005), Better approximations to cumulative normal functions.
-#}
{% macro normal_cdf(x) -%}
    {%- set size = "abs(" ~ x ~ ")" -%}
    {%- set tail -%}
        exp(-{{ size }} * {{ size }} / 2) * case
            when {{ size }} < 7.07106781186547
                then {{ polynomial(size, [
                    0.0352624965998911, 0.700383064443688, 6.37396220353165,
                    33.912866078383, 112.079291497871, 221.213596169931,
                    220.206867912376,
                ]) }} / {{ polynomial(size, [
                    0.0883883476483184, 1.75566716318264, 16.064177579207,
                    86.7807322029461, 296.564248779674, 637.333633378831,
                    793.826512519948, 440.413735824752,
                ]) }}
            else 1 / ({{ size }} + 1 / ({{ size }} + 2 / ({{ size }} + 3 / (
                {{ size }} + 4 / ({{ size }} + 0.65)
            )))) / 2.506628274631
        end
    {%- endset -%}
    case when {{ x }} > 0 then 1 - {{ tail }} else {{ tail }} end
{%- endmacro %}
