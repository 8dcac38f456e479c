{#- The day of the first session, from the rolled-up visits: one row, first_date. -#}
{% macro first_day_of_visits(visits) -%}
    select min(period_start) as first_date from {{ visits }}
    where
        period_grain = 'day'
        and dimension = 'all'
{%- endmacro %}
