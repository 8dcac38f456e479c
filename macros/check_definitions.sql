{#-
    The mistakes that are easy to make while editing a seed, each named with its line.
    Data tests guard the loaded tables again, on every engine.
-#}
{% macro check_definitions() %}
    {%- if execute and target.type == "duckdb" %}
        {%- for query in [definition_problems(), rate_problems(), funnel_problems()] %}
            {%- set problems = run_query(query) %}
            {%- if problems.rows | length %}
                {{ stop(problems.rows[0][0], problems.rows[0][1]) }}
            {%- endif %}
        {%- endfor %}
    {%- endif %}
{% endmacro %}
