{#-
    Facts that are not as the last finished build knew them. A new file whose rows stand
    alone is no change but news, and one that is gone may leave its rows. Rows that lay in the
    future may lie in the past by now.
-#}
{% macro changed_facts() -%}
    {%- set known = build_state("known_facts") -%}
    {%- set rejected = stored("rejected_events") -%}
    select
        coalesce(new.kind, known.kind) as kind,
        coalesce(new.name, known.name) as name
    from (select * from {{ known }} where kind != 'build') as known
    full join {{ build_state("new_facts") }} as new
        on known.kind = new.kind and known.name = new.name
    where
        known.value is distinct from new.value
        and not (
            {% if var("keep_rows_of_gone_files") -%}
            (known.value is null or new.value is null)
            {%- else -%}
            known.value is null
            {%- endif %}
            and coalesce(new.kind, known.kind) = 'file'
            and list_contains(
                {{ sql_list(row_wise_sources()) }},
                split_part(coalesce(new.name, known.name), '/', 1)
            )
        )

    union all

    select 'build', 'unfinished'
    where not exists (select 1 from {{ known }} where kind = 'build')
    {%- if adapter.get_relation(rejected.database, rejected.schema, rejected.identifier) %}

    union all

    select distinct 'file', event_source || '/'
    from {{ rejected }} as rejected
    where
        reason = 'in_the_future'
        and not {{ is_in_the_future("rejected") }}
        and list_contains({{ sql_list(var("event_sources")) }}, event_source)
    {%- endif %}
{%- endmacro %}
