{#- First day of the period so many periods later (earlier below 0); null for grain all. -#}
{% macro neighbouring_period(grain, start, periods) -%}
    cast(case {{ grain }}
        {%- for each in ["day", "week", "month"] %}
        when '{{ each }}' then {{ dbt.dateadd(each, periods, start) }}
        {%- endfor %}
    end as date)
{%- endmacro %}
