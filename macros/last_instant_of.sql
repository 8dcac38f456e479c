{#- The last microsecond of a period in UTC; null for the whole history. -#}
{% macro last_instant_of(period_grain, period_start) -%}
    {%- set next_start -%}
        case {{ period_grain }}
            when 'day' then {{ dbt.dateadd('day', 1, period_start) }}
            when 'week' then {{ dbt.dateadd('week', 1, period_start) }}
            when 'month' then {{ dbt.dateadd('month', 1, period_start) }}
        end
    {%- endset -%}
    {{ add_seconds(day_starts_at(next_start), -0.000001) }}
{%- endmacro %}
