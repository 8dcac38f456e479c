{#- A model made of all rows cannot read a slice that holds some visitors only. -#}
{% macro check_slices_are_selected(whole) %}
    {%- set kept = run_query(
        "select 1 from " ~ build_state("known_facts") ~ " where kind = 'build'"
    ).rows | length %}
    {%- for id in whole if kept and id in selected_resources and id in graph.nodes %}
        {%- for parent in graph.nodes[id].depends_on.nodes
            if parent in slices() and parent not in selected_resources %}
            {{ stop(
                "Something " ~ id.split(".")[-1] ~ " depends on has changed, and it reads "
                ~ parent.split(".")[-1] ~ ", which holds only what the last build worked on.",
                "Build everything (make build), or select both."
            ) }}
        {%- endfor %}
    {%- endfor %}
{% endmacro %}
