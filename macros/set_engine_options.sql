{#-
    DuckDB goes through an ASOF join row by row where it expects few rows on the left, and
    behind a definition it always expects few: minutes instead of half a second for one
    funnel over a million events. What a statement repeats it stores, where reading a kept
    table again is cheaper: see read_each_time. Without WAREHOUSE_MEMORY_LIMIT the engine
    takes a share of the memory of the machine that no profile can name.
-#}
{% macro set_engine_options() %}
    {%- if target.type == "duckdb" %}
        {%- set memory_limit = env_var("WAREHOUSE_MEMORY_LIMIT", "") %}
        {%- if memory_limit
            and not modules.re.fullmatch("(?i)[0-9.]+ *[kmgt]?i?b", memory_limit) %}
            {{ stop(
                "WAREHOUSE_MEMORY_LIMIT is '" ~ memory_limit ~ "', which is no size.",
                "Write a number and its unit, such as 8GB."
            ) }}
        {%- endif %}
        {%- if memory_limit -%}
            set global memory_limit = '{{ memory_limit | replace("'", "''") }}';
        {% endif -%}
        set global asof_loop_join_threshold = 0;
        set global disabled_optimizers = 'common_subplan'
    {%- endif %}
{%- endmacro %}
