{#- Ids of the models that a build adds to instead of counting again, tagged sums. -#}
{% macro sums() %}
    {%- set found = [] %}
    {%- for id, node in graph.nodes.items()
        if node.resource_type == "model" and "sums" in node.tags %}
        {%- do found.append(id) %}
    {%- endfor %}
    {{ return(found) }}
{% endmacro %}
