{#- Condition that keeps the rows of the visitors whom this build works on. -#}
{% macro only_touched() -%}
    {%- if not builds_whole() -%}
    where visitor_id in (select visitor_id from {{ stored("int_visitors__touched") }})
    {%- endif -%}
{%- endmacro %}
