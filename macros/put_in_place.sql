{#-
    Makes the table or view of the model at hand in place of what is there, in one
    transaction; a model may read what it was. dbt itself makes it under another name and
    renames both, which other engines need: three more statements for each model, and each
    costs more than most small tables.
-#}
{% macro put_in_place(type) %}
    {%- set target = this.incorporate(type=type) -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing and existing.type != type -%}
        {{ drop_relation_if_exists(existing) }}
    {%- endif -%}
    {%- set create = get_create_view_as_sql(target, sql) if type == "view"
        else get_create_table_as_sql(false, target, sql) -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement("main") -%}
        {{ modules.re.sub("create +(table|view)", "create or replace \\1", create, count=1) }}
    {%- endcall %}
    {%- do persist_docs(target, model) %}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() %}
    {{ return({"relations": [target]}) }}
{% endmacro %}
