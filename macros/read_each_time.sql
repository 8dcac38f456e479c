{#-
    Between "as" and the bracket of a CTE that several others read. The engine stores such a
    CTE, in full and as text upon text: where it holds all rows of a kept table, reading the
    table again costs a fraction. A build of some visitors looks for them once.
-#}
{% macro read_each_time() -%}
    {{ "not materialized " if builds_whole() and target.type == "duckdb" }}
{%- endmacro %}
