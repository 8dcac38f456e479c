{#- The latest value before this row that is not null. -#}
{% macro last_known(column, partition, order) -%}
    last_value({{ column }} ignore nulls) over (
        partition by {{ partition }}
        order by {{ order }}
        rows between unbounded preceding and 1 preceding
    )
{%- endmacro %}
