{#- One row per whole number from 0 to the last one; none where that is null. -#}
{% macro each_number(last) -%}
    unnest(range(0, {{ last }} + 1))
{%- endmacro %}
