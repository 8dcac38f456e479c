{#-
    Whether a journey counts in the row of a funnel, its period and segment that is not as
    the last build left it. The whole history always counts as changed: its first day may
    be another one.
-#}
{% macro is_changed_cell() -%}
    period_grain = 'all'
        or (funnel, period_grain, period_start, dimension, dimension_value) in (
            select (funnel, period_grain, period_start, dimension, dimension_value)
            from {{ stored("int_funnel_cells__changed") }}
        )
{%- endmacro %}
