{#- Drops what lay beside kept tables for the sums of one build: see version_of. -#}
{% macro drop_versions() -%}
    {%- for id in kept_models() %}
        {%- set node = graph.nodes[id] %}
        {%- for version in ["before", "now", "changes"]
            if node.config.meta.get("has_versions") or "sums" in node.tags %}
    drop table if exists {{ version_of(stored(node.name), version) }};
        {%- endfor %}
    {%- endfor %}
{%- endmacro %}
