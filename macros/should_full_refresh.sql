{#- dbt asks here whether an incremental model is made anew. -#}
{% macro should_full_refresh() %}
    {%- set configured = config.get("full_refresh") %}
    {%- if configured is not none %}
        {{ return(configured) }}
    {%- endif %}
    {{ return(flags.FULL_REFRESH or (model.resource_type == "model" and builds_whole())) }}
{% endmacro %}
