{#-
    Whether anything in the period of a row is not as the last build left it. The whole
    history always counts as changed: its first day may be another one.
-#}
{% macro is_changed_period() -%}
    period_grain = 'all'
        or (period_grain, period_start) in (
            select (period_grain, period_start)
            from {{ stored("int_periods__changed") }}
        )
{%- endmacro %}
