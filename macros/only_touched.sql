{#- Condition that keeps the rows of the visitors whom this build works on. -#}
{% macro only_touched() -%}
    {%- if not builds_whole() -%}
    where {{ is_touched("visitor_id") }}
    {%- endif -%}
{%- endmacro %}
