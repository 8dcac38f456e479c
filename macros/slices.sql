{#-
    Ids of the models that hold only the visitors of the last build, tagged slice, or only
    the raw rows that it loaded, tagged loaded: nothing but the models after them in the same
    build can read them.
-#}
{% macro slices() %}
    {%- set found = [] %}
    {%- for id, node in graph.nodes.items()
        if node.resource_type == "model"
        and ("slice" in node.tags or "loaded" in node.tags) %}
        {%- do found.append(id) %}
    {%- endfor %}
    {{ return(found) }}
{% endmacro %}
