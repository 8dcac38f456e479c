{#-
    Aggregates a relation for the total and for every session dimension, its columns of the
    same name (dimension_columns), each counted on its own. Keys and measures are
    expressions by the name of their column. With cells, a relation with a dimension and its
    value, only the rows that it has for the keys, and those of the whole history. Where all
    keys are constants, no rows would be one group.
-#}
{% macro by_dimension(relation, keys, measures, cells=none, cell_keys=[]) %}
{%- for dimension in ["all"] + session_dimensions().keys() | list %}
{%- set value = "'all'" if dimension == "all" else dimension %}
select
    {%- for name, key in keys.items() %}
    {{ key }} as {{ name }},
    {%- endfor %}
    '{{ dimension }}' as dimension,
    {{ value }} as dimension_value,
    {%- for name, measure in measures.items() %}
    {{ measure }} as {{ name }}{{ "," if not loop.last }}
    {%- endfor %}

from {{ relation }}
{%- if cells %}

where
    period_grain = 'all'
    or ({{ cell_keys | join(", ") }}, {{ value }}) in (
        select ({{ cell_keys | join(", ") }}, dimension_value)
        from {{ cells }}
        where dimension = '{{ dimension }}'
    )
{%- endif %}

group by all
having count(*) > 0
{%- if not loop.last %}

union all
{% endif %}
{%- endfor %}
{% endmacro %}
