{% macro add_seconds(timestamp, seconds) -%}
    {{ timestamp }} + interval '{{ seconds }}' second
{%- endmacro %}
