{#- Says what the next build would do, and why: dbt run-operation explain_build. -#}
{% macro explain_build() %}
    {%- if execute %}
        {%- do run_query(note_facts()) %}
        {%- set changes = run_query(changed_facts()).rows %}
        {%- set reasons = changes | map(attribute=1) | map("replace", "seed." ~ project_name ~ ".", "") %}
        {%- set models = [] %}
        {%- for id in resting_on(changed_nodes()) if id.startswith("model.") %}
            {%- do models.append(id.split(".")[-1]) %}
        {%- endfor %}
        {%- set files = run_query(new_files() ~ " order by name").columns[0].values() %}
        {%- do log("Changed: " ~ (reasons | join(", ") or "nothing"), info=true) %}
        {%- do log("Built from all rows: " ~ (models | sort | join(", ") or "nothing"), info=true) %}
        {%- do log("New files: " ~ (files | join(", ") or "none"), info=true) %}
    {%- endif %}
{% endmacro %}
