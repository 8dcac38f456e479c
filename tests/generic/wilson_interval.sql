{#-
    A rate beside its 95 % interval, <rate>_lower and <rate>_upper. Put back into Wilson's
    equation, (rate - x)^2 = z^2 * x * (1 - x) / n, both ends x must fit.
-#}
{% test wilson_interval(model, rate, numerator, denominator) %}
{%- set z_squared = 3.841458820694124 %}

with rates as (
    select
        {{ numerator }} as numerator,
        {{ denominator }} as denominator,
        {{ rate }} as rate,
        {{ rate }}_lower as rate_lower,
        {{ rate }}_upper as rate_upper

    from {{ model }}
),

with_misfits as (
    select
        *,
        abs(
            power(rate - rate_lower, 2)
            - {{ z_squared }} * rate_lower * (1 - rate_lower) / nullif(denominator, 0)
        ) as misfit_of_lower,
        abs(
            power(rate_upper - rate, 2)
            - {{ z_squared }} * rate_upper * (1 - rate_upper) / nullif(denominator, 0)
        ) as misfit_of_upper

    from rates
)

select *

from with_misfits

where
    case
        when denominator = 0 then coalesce(rate, rate_lower, rate_upper) is not null
        else not coalesce(
            abs(rate * denominator - numerator) < 0.000001
            and rate_lower >= 0
            and rate_lower < rate_upper
            and rate_upper <= 1
            and misfit_of_lower < 0.000000001
            and misfit_of_upper < 0.000000001,
            false
        )
    end

{% endtest %}
