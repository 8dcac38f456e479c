{#-
    A view over all rows, and beside it, while a build works on some visitors, the same SQL
    over their rows alone under the name <view>__slice. A join over all events costs the
    same for one visitor as for all of them, so models read the slice: see touched. With
    is_slice_stored the slice is a table. Loaded raw rows are stored in a build of all rows
    as well: see loaded.
-#}
{% materialization view_with_slice, default %}
    {%- set view = this.incorporate(type="view") -%}
    {%- set slice = slice_of(this).incorporate(
        type="table" if config.get("meta", {}).get("is_slice_stored") else "view"
    ) -%}
    {%- set has_slice = not builds_whole() or "loaded" in config.get("tags") -%}
    {{ run_hooks(pre_hooks) }}
    {%- if builds_whole() %}
        {{ drop_relation_if_exists(load_relation(slice)) }}
        {{ drop_relation_if_exists(load_relation(this)) }}
        {% call statement("main") -%}
            create or replace view {{ this }} as {{ sql }}
        {%- endcall %}
    {%- endif %}
    {%- if has_slice %}
        {% call statement("main") -%}
            create or replace {{ slice.type }} {{ slice }} as {{ sql }}
        {%- endcall %}
    {%- endif %}
    {%- do persist_docs(view, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({"relations": [view, slice] if has_slice else [view]}) }}
{% endmaterialization %}
