{#- Of a relation of periods the rows of those that are not as the last build left them. -#}
{% macro changed_periods(relation) -%}
    {{ changed_rows(relation, is_changed_period) }}
{%- endmacro %}
