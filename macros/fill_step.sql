{#- The times of an attempt with one more step; steps that were skipped hold null. -#}
{% macro fill_step(times, position, reached_us) -%}
    list_append(list_resize({{ times }}, {{ position }} - 1), {{ reached_us }})
{%- endmacro %}
