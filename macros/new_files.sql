{#- Names of the raw files that the last finished build did not know, as a query. -#}
{% macro new_files() -%}
    select name from {{ build_state("new_facts") }}
    where
        kind = 'file'
        and name not in (
            select name from {{ build_state("known_facts") }} where kind = 'file'
        )
{%- endmacro %}
