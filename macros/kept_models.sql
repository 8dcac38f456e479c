{#- Ids of the models that keep rows from build to build. -#}
{% macro kept_models() %}
    {%- set found = [] %}
    {%- for id, node in graph.nodes.items()
        if node.resource_type == "model"
        and node.config.materialized in ["incremental", "view_with_slice"] %}
        {%- do found.append(id) %}
    {%- endfor %}
    {{ return(found) }}
{% endmacro %}
