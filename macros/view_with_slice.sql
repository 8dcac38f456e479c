{#-
    A view over all rows, and beside it, while a build works on some visitors, the same SQL
    over their rows alone under the name <view>__slice. A join over all events costs the
    same for one visitor as for all of them, so models read the slice: see touched. With
    is_slice_stored the slice is a table.
-#}
{% materialization view_with_slice, default %}
    {%- set slice = slice_of(this).incorporate(
        type="table" if config.get("meta", {}).get("is_slice_stored") else "view"
    ) -%}
    {{ run_hooks(pre_hooks) }}
    {%- if builds_whole() %}
        {{ drop_relation_if_exists(load_relation(slice)) }}
        {{ drop_relation_if_exists(load_relation(this)) }}
        {% call statement("main") -%}
            create or replace view {{ this }} as {{ sql }}
        {%- endcall %}
    {%- else %}
        {% call statement("main") -%}
            create or replace {{ slice.type }} {{ slice }} as {{ sql }}
        {%- endcall %}
    {%- endif %}
    {%- do persist_docs(this.incorporate(type="view"), model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({"relations": [this.incorporate(type="view")]}) }}
{% endmaterialization %}
