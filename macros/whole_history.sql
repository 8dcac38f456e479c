{#-
    Where the period of the whole history starts, in tables that are kept: they cannot hold
    its first day, which an old event moves for all rows. See period_start.
-#}
{% macro whole_history() -%} date '0001-01-01' {%- endmacro %}
