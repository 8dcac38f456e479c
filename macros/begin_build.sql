{#-
    Decides, before anything is built, which models are made of all rows and which only of
    what is new: see DECISIONS.md 30. A build that was broken off is begun again from the
    raw files, and so is everything that rests on a changed definition or file. A build of
    some models adds up whole tables, because what the last build added to them is in them
    already. The graph is what hooks and models share.
-#}
{% macro begin_build() %}
    {%- if execute and flags.WHICH in ["build", "run", "seed"] and target.type == "duckdb" %}
        {%- do run_query(note_facts()) %}
        {%- set whole = resting_on(changed_nodes()) %}
        {%- set is_complete = kept_models() | reject("in", selected_resources) | list == [] %}
        {{ check_loaded_files_are_there(whole) }}
        {%- if not is_complete %}
            {{ check_slices_are_selected(whole) }}
        {%- endif %}
        {%- do graph.update(whole_models=whole + ([] if is_complete else sums())) %}
        {%- do run_query(plan_build(whole, is_complete)) %}
    {%- endif %}
{% endmacro %}
