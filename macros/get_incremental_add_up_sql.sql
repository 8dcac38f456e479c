{#-
    The incremental strategy add_up, for counts and sums by a key: what the model counts over
    the touched visitors now is added, and what the same SQL counts over them as they were is
    taken off. A row whose sums are all 0 goes, as a full build has none. What was added stays
    beside the table until the build has ended.
-#}
{% macro get_incremental_add_up_sql(arg_dict) -%}
    {%- set keys = arg_dict.unique_key -%}
    {%- set columns = arg_dict.dest_columns | map(attribute="name") | list -%}
    {%- set sums = columns | reject("in", keys) | list -%}
    {%- set target = arg_dict.target_relation -%}
    {%- set changes = version_of(target, "changes") -%}
    create or replace table {{ changes }} as
        select
            {{ keys | join(", ") }}
            {%- for sum in sums %},
            sum({{ sum }}) as {{ sum }}
            {%- endfor %}
        from (
            select {{ (keys + sums) | join(", ") }} from {{ arg_dict.temp_relation }}
            union all
            select
                {{ keys | join(", ") }}
                {%- for sum in sums %},
                -{{ sum }} as {{ sum }}
                {%- endfor %}
            from ({{ sql | replace('__now"', '__before"') }}) as before
        )
        group by {{ keys | join(", ") }}
        having {% for sum in sums %}{{ "or " if not loop.first }}sum({{ sum }}) <> 0 {% endfor -%};
    merge into {{ target }} as known
    using {{ changes }} as changes
    on {% for key in keys -%}
        {{ "and " if not loop.first }}known.{{ key }} = changes.{{ key }} {% endfor %}
    when matched
        {%- for sum in sums %}
        and known.{{ sum }} + changes.{{ sum }} = 0
        {%- endfor %}
        then delete
    when matched then update set
        {% for sum in sums -%}
        {{ sum }} = known.{{ sum }} + changes.{{ sum }}{{ ", " if not loop.last }}
        {%- endfor %}
    when not matched then insert ({{ columns | join(", ") }})
        values (
            {%- for column in columns -%}
            changes.{{ column }}{{ ", " if not loop.last }}
            {%- endfor -%}
        )
{%- endmacro %}
