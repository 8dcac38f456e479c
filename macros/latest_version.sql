{#- Of each key the values of the row written last; equal times are settled by content. -#}
{% macro latest_version(relation, key, written_at, columns) -%}
select
    {{ key }},
    {%- for column in columns %}
    {{ last_by(column, "(" ~ written_at ~ ", raw_row)") }} as {{ column }}
    {{- "," if not loop.last }}
    {%- endfor %}

from {{ relation }}

group by {{ key }}
{%- endmacro %}
