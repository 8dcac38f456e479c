{#-
    A model's table as it is at this moment, without waiting for the model: what the last
    build left, or what a model before this one has made of it.
-#}
{% macro stored(name) %}
    {%- set node = graph.nodes["model." ~ project_name ~ "." ~ name] if execute else model %}
    {{ return(api.Relation.create(
        database=node.database, schema=node.schema, identifier=node.alias
    )) }}
{% endmacro %}
