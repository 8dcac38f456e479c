{#-
    A relation once for every period grain, with the period that holds the date of a row.
    The period of the whole history starts on first_date, where it is given.
-#}
{% macro at_every_grain(relation, date, first_date=none) -%}
{%- for grain in ["day", "week", "month", "all"] %}
    select
        *,
        '{{ grain }}' as period_grain,
        {{ first_date if first_date and grain == "all" else start_of_period(grain, date) }}
            as period_start

    from {{ relation }}
    {%- if not loop.last %}

    union all
    {% endif %}
{%- endfor %}
{%- endmacro %}
