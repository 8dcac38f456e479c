{#-
    Drops what lay beside kept tables for the sums of one build (see version_of), and
    empties the raw rows that it has loaded (see loaded).
-#}
{% macro drop_leftovers() -%}
    {%- for id in kept_models() %}
        {%- set node = graph.nodes[id] %}
        {%- for version in ["before", "now", "changes"]
            if node.config.meta.get("has_versions") or "sums" in node.tags %}
    drop table if exists {{ version_of(stored(node.name), version) }};
        {%- endfor %}
        {%- if "loaded" in node.tags %}
            {%- set loaded_rows = adapter.get_relation(
                node.database, node.schema, node.alias ~ "__slice"
            ) %}
            {%- if loaded_rows %}
    delete from {{ loaded_rows }};
            {%- endif %}
        {%- endif %}
    {%- endfor %}
{%- endmacro %}
