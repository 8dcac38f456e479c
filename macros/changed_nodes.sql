{#-
    Ids of the seeds and models that are not what the last finished build made of them:
    all of them if there is none or the project is another, else changed definitions, the
    models that read changed files, and tables that are missing.
-#}
{% macro changed_nodes() %}
    {%- set changes = run_query(changed_facts()).rows %}
    {%- set kinds = changes | map(attribute=0) | list %}
    {%- if flags.FULL_REFRESH or "build" in kinds or "project" in kinds %}
        {{ return(graph.nodes.keys() | list) }}
    {%- endif %}
    {%- set changed = [] %}
    {%- for kind, name in changes %}
        {%- do changed.append(
            name if kind == "definition"
            else "model." ~ project_name ~ "." ~ input_folders()[name.split("/")[0]]
        ) %}
    {%- endfor %}
    {#- Staging reads this one before dbt loads it. -#}
    {%- if "definition_click_ids" in changes | map(attribute=1) | join(" ") %}
        {%- for name in input_folders().values() %}
            {%- do changed.append("model." ~ project_name ~ "." ~ name) %}
        {%- endfor %}
    {%- endif %}
    {%- for id in kept_models() + slices() %}
        {%- set node = graph.nodes[id] %}
        {%- if not adapter.get_relation(node.database, node.schema, node.alias) %}
            {%- do changed.append(id) %}
        {%- endif %}
    {%- endfor %}
    {{ return(changed) }}
{% endmacro %}
