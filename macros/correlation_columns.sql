{#-
    How two numbers go together, from -1 to 1, and the 95 % interval of that: three columns.
    An aggregate, of rows read in an order, so that the last digits do not depend on
    another one. Null of fewer pairs than the var ai_visibility_periods_at_least, and where
    one of the numbers is always the same. The interval is that of Fisher, R. A. (1921),
    Metron 1, 3-32; of ranks the variance is larger by a factor (Fieller et al., 1957).
-#}
{% macro correlation_columns(name, left, right, order, variance="1.0") -%}
    {%- set pairs -%}
        count(case when {{ left }} is not null and {{ right }} is not null then 1 end)
    {%- endset -%}
    {%- set correlation -%}
        case
            when
                {{ pairs }} >= {{ var("ai_visibility_periods_at_least") }}
                and min({{ left }}) < max({{ left }})
                and min({{ right }}) < max({{ right }})
                then least(greatest(
                    corr({{ left }}, {{ right }} order by {{ order }}), -1.0
                ), 1.0)
        end
    {%- endset -%}
    {{ correlation }} as {{ name }}
    {%- for side, sign in {"lower": "-", "upper": ""}.items() %},
    {%- set factor -%}
        exp({{ sign }}2 * 1.959963984540054 * sqrt(
            {{ rate(variance, "greatest(" ~ pairs ~ " - 3, 0)") }}
        ))
    {%- endset %}
    (
        (1 + {{ correlation }}) * {{ factor }} - (1 - {{ correlation }})
    ) / (
        (1 + {{ correlation }}) * {{ factor }} + (1 - {{ correlation }})
    ) as {{ name }}_{{ side }}
    {%- endfor %}
{%- endmacro %}
