{#-
    Aggregates a relation at every period grain and dimension, each computed at its own
    grain: distinct counts cannot be added up. The relation holds one row per thing to
    count: columns of its session, period_date, and first_date (start of the history).
    A measure that differs by grain says <period_grain> where the grain's name belongs.
-#}
{% macro rollup(relation, measures, keys=[]) %}
{%- set dimensions = {"all": "'all'"} -%}
{%- do dimensions.update(session_dimensions()) -%}
{%- for grain in ["day", "week", "month", "all"] %}
{%- set outer = loop %}
{%- for dimension, value in dimensions.items() %}
select
    '{{ grain }}' as period_grain,
    {% if grain == "all" -%} first_date
    {%- else -%} cast(date_trunc('{{ grain }}', period_date) as date)
    {%- endif %} as period_start,
    '{{ dimension }}' as dimension,
    coalesce({{ value }}, '(not set)') as dimension_value,
    {%- for key in keys %}
    {{ key }},
    {%- endfor %}
    {%- for name, measure in measures.items() %}
    {{ measure | replace('<period_grain>', grain) }} as {{ name }}{{ "," if not loop.last }}
    {%- endfor %}

from {{ relation }}

group by all
{%- if not (loop.last and outer.last) %}

union all
{% endif %}
{%- endfor %}
{%- endfor %}
{% endmacro %}
