{#- Whether a model is being built, not read, shown, compiled or tested. -#}
{% macro is_building() %}
    {{ return(
        execute and flags.WHICH in ["build", "run"]
        and target.type == "duckdb" and model.resource_type == "model"
    ) }}
{% endmacro %}
