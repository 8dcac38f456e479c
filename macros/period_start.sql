{#-
    First day of the period of a rolled-up row: of the whole history, the day of the first
    session, from the relation history (first_day_of_visits).
-#}
{% macro period_start(relation) -%}
    case {{ relation }}.period_grain
        when 'all' then history.first_date
        else {{ relation }}.period_start
    end
{%- endmacro %}
