{#-
    Ids of the models that have to be built from all rows when some nodes changed: those
    that depend on them, and the slices that these read. Who reads raw rows again needs all
    of them, and then so does everybody else who reads them.
-#}
{% macro resting_on(changed) %}
    {%- set found = dict.fromkeys(changed) %}
    {%- set slices = slices() %}
    {%- set models = [] %}
    {%- set loaded = [] %}
    {%- for id, node in graph.nodes.items() if node.resource_type == "model" %}
        {%- do models.append((id, node.depends_on.nodes)) %}
        {%- do loaded.append(id) if "loaded" in node.tags %}
    {%- endfor %}
    {#- Once per layer would do; a project is no deeper than it has models. -#}
    {%- set state = namespace(size=-1) %}
    {%- for _ in models if state.size != found | length %}
        {%- set state.size = found | length %}
        {%- for id, parents in models if parents | select("in", found) | list %}
            {%- do found.update({id: none}) %}
        {%- endfor %}
        {%- for id, parents in models if id in found %}
            {%- do found.update(dict.fromkeys(parents | select("in", loaded))) %}
        {%- endfor %}
    {%- endfor %}
    {%- set state.size = -1 %}
    {%- for _ in slices if state.size != found | length %}
        {%- set state.size = found | length %}
        {%- for id, parents in models if id in found %}
            {%- do found.update(dict.fromkeys(parents | select("in", slices))) %}
        {%- endfor %}
    {%- endfor %}
    {{ return(found.keys() | list) }}
{% endmacro %}
