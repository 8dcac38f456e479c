{#- A relation once for every period grain, with the period that holds the date of a row. -#}
{% macro at_every_grain(relation, date) -%}
{%- for grain in ["day", "week", "month", "all"] %}
    select
        *,
        '{{ grain }}' as period_grain,
        {{ start_of_period(grain, date) }} as period_start

    from {{ relation }}
    {%- if not loop.last %}

    union all
    {% endif %}
{%- endfor %}
{%- endmacro %}
