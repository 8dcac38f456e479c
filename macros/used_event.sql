{#- What tells an event of an instant from those that fit other steps; see fits. -#}
{% macro used_event(prefix="") -%}
    {'fits': {{ prefix }}fits, 'copy_number': {{ prefix }}copy_number}
{%- endmacro %}
