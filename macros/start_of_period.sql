{#- First day of the period of a grain that holds a date: see whole_history. -#}
{% macro start_of_period(grain, date) -%}
    {%- if grain == "all" -%} {{ whole_history() }}
    {%- else -%} cast({{ dbt.date_trunc(grain, date) }} as date)
    {%- endif -%}
{%- endmacro %}
