{#-
    Whether the model at hand is made of all rows, and not only of what is new. Outside of
    builds, as in the documentation and in unit tests, it is.
-#}
{% macro builds_whole() %}
    {%- if execute and flags.WHICH in ["build", "run"] and target.type == "duckdb"
        and model.resource_type == "model" %}
        {{ return(run_query(
            "select 1 from " ~ build_state("whole_models") ~ " where id = '"
            ~ model.unique_id ~ "'"
        ).rows | length > 0) }}
    {%- endif %}
    {{ return(true) }}
{% endmacro %}
