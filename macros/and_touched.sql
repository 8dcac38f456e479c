{#- One more condition: the visitor is one whom this build works on. -#}
{% macro and_touched(visitor_id) -%}
    {%- if not builds_whole() -%}
    and {{ visitor_id }} in (select visitor_id from {{ stored("int_visitors__touched") }})
    {%- endif -%}
{%- endmacro %}
