{#-
    What a build depends on, as kind, name and value: the raw files that it may read, the
    definitions, and the project itself with its vars and its salt. A definition that is
    not loaded again is the one that the last build knew.
-#}
{% macro current_facts() -%}
    {%- set raw = raw_folder("") | replace("'", "''") -%}
    {%- set skipped_list = env_var("SKIPPED_FILES_LIST", "") -%}
    {%- set project = (invocation_args_dict.project_dir or ".") | replace("'", "''") -%}
    {%- set known = build_state("known_facts") -%}
    select
        'file' as kind,
        substring(filename, {{ raw_folder("") | length + 1 }}) as name,
        size || ' ' || last_modified as value
    from read_blob('{{ raw }}**')
    where list_contains({{ sql_list(input_folders().keys()) }}, split_part(name, '/', 1))
    {%- if skipped_list %}
        and filename not in (select line from {{ read_raw_file("json", [skipped_list]) }})
    {%- endif %}
    {%- for id, node in graph.nodes.items() if node.resource_type == "seed" %}

    union all

    select 'definition', '{{ id }}', coalesce(
        {% if flags.WHICH != "run-operation" and id not in selected_resources -%}
        (select value from {{ known }} where name = '{{ id }}'),
        {% endif -%}
        '{{ node.checksum.checksum }}'
    )
    {%- endfor %}

    union all

    select 'project', 'code', md5(string_agg(content, '' order by filename))
    from read_text([
        '{{ project }}/macros/*.sql',
        '{{ project }}/models/**/*.sql',
        '{{ project }}/dbt_project.yml'
    ])

    union all

    select 'project', 'vars', '{{ tojson(invocation_args_dict.vars, sort_keys=true)
        | replace("'", "''") }}'

    union all

    select 'project', 'salt', {{ salted_hash("'salt'") }}
{%- endmacro %}
