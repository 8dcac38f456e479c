{#-
    A measure of rollup over with_lone_rows: distinct values of what that was asked about.
    Only where one comes more than once in a period there is something to tell apart, and
    sets are several times dearer than counts.
-#}
{% macro count_distinct(value) -%}
    count({{ value }}) filter (where is_lone_in_<period_grain>)
    + count(distinct {{ value }}) filter (where not is_lone_in_<period_grain>)
{%- endmacro %}
