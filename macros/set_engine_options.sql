{#-
    DuckDB goes through an ASOF join row by row where it expects few rows on the left, and
    behind a definition it always expects few: minutes instead of half a second for one
    funnel over a million events.
-#}
{% macro set_engine_options() %}
    {%- if target.type == "duckdb" %}set global asof_loop_join_threshold = 0{% endif %}
{%- endmacro %}
