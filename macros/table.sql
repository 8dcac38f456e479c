{#- A table, in fewer statements than dbt's own: see put_in_place. -#}
{% materialization table, adapter="duckdb" %}
    {{ return(put_in_place("table")) }}
{% endmaterialization %}
