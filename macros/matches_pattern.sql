{#- A blank pattern fits anything; any other has to fit the whole value, null being ''. -#}
{% macro matches_pattern(value, pattern) -%}
    ({{ pattern }} is null or regexp_full_match(coalesce({{ value }}, ''), {{ pattern }}))
{%- endmacro %}
