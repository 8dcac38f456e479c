{#-
    Aggregates a relation for the total and for every session dimension, each counted on
    its own. Keys and measures are expressions by the name of their column.
-#}
{% macro by_dimension(relation, keys, measures) %}
{%- set dimensions = {"all": "'all'"} -%}
{%- do dimensions.update(session_dimensions()) -%}
{%- for dimension, value in dimensions.items() %}
select
    {%- for name, key in keys.items() %}
    {{ key }} as {{ name }},
    {%- endfor %}
    '{{ dimension }}' as dimension,
    coalesce({{ value }}, '(not set)') as dimension_value,
    {%- for name, measure in measures.items() %}
    {{ measure }} as {{ name }}{{ "," if not loop.last }}
    {%- endfor %}

from {{ relation }}

group by all
{%- if not loop.last %}

union all
{% endif %}
{%- endfor %}
{% endmacro %}
