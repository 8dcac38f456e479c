{#- A model made of all rows cannot read a slice that holds some visitors only. -#}
{% macro check_slices_are_selected(whole) %}
    {%- set rows = run_query("select id from " ~ build_state("partial_slices")).rows %}
    {%- set partial = rows | map(attribute=0) | reject("in", selected_resources) | list %}
    {%- for id in whole if id.startswith("model.") and id in selected_resources %}
        {%- for slice in graph.nodes[id].depends_on.nodes if slice in partial %}
            {{ stop(
                id.split(".")[-1] ~ " has to be made of all rows, and reads "
                ~ slice.split(".")[-1] ~ ", which holds only what the last build worked on.",
                "Build everything (make build), or select both."
            ) }}
        {%- endfor %}
    {%- endfor %}
{% endmacro %}
