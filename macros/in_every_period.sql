{#-
    The rows of a relation once for every period grain, with period_grain and the period_start
    of its date, as a subquery. The period of the whole history starts on first_date.
-#}
{% macro in_every_period(relation, date, first_date) -%}
(
        {%- for grain in ["day", "week", "month", "all"] %}
        select
            *,
            '{{ grain }}' as period_grain,
            {{ first_date if grain == "all" else start_of_period(grain, date) }}
                as period_start

        from {{ relation }}
        {%- if not loop.last %}

        union all
        {% endif %}
        {%- endfor %}
    )
{%- endmacro %}
