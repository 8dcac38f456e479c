{#-
    Whether the model at hand is made of all rows, and not only of what is new: what
    begin_build has noted. Outside of builds, as in the documentation and in unit tests, it
    is.
-#}
{% macro builds_whole() %}
    {%- set is_planned = execute and flags.WHICH in ["build", "run"]
        and target.type == "duckdb" and model.resource_type == "model" %}
    {{ return(not is_planned or model.unique_id in graph.whole_models) }}
{% endmacro %}
