{#-
    A table, in fewer statements than dbt's own: see put_in_place. dbt runs Python only if
    the materialization itself asks for it.
-#}
{% materialization table, adapter="duckdb", supported_languages=["sql", "python"] %}
    {%- if model.language == "sql" %}
        {{ return(put_in_place("table")) }}
    {%- endif %}
    {%- set target = this.incorporate(type="table") -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing and existing.type != "table" -%}
        {{ drop_relation_if_exists(existing) }}
    {%- endif -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement("main", language="python") -%}
        {{ py_write_table(false, target, compiled_code)
            | replace("create table", "create or replace table") }}
    {%- endcall %}
    {%- do persist_docs(target, model) %}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() %}
    {{ return({"relations": [target]}) }}
{% endmaterialization %}
