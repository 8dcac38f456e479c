{#- Whether the visitor is one whom this build works on; true where it works on all. -#}
{% macro is_touched(visitor_id) -%}
    {%- if builds_whole() -%} true
    {%- else -%}
    {{ visitor_id }} in (select visitor_id from {{ stored("int_visitors__touched") }})
    {%- endif -%}
{%- endmacro %}
