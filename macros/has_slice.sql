{#- Whether a relation is a view_with_slice. -#}
{% macro has_slice(relation) %}
    {%- set node = graph.nodes.get("model." ~ project_name ~ "." ~ relation.identifier) %}
    {{ return(node and node.config.materialized == "view_with_slice") }}
{% endmacro %}
