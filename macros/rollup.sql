{#-
    Aggregates a relation at every period grain and dimension, each computed at its own
    grain: distinct counts cannot be added up. The relation holds one row per thing to
    count: columns of its session, and period_date.
    A measure that differs by grain says <period_grain> where the grain's name belongs.
-#}
{% macro rollup(relation, measures, keys=[]) %}
{%- for grain in ["day", "week", "month", "all"] %}
{%- set all_keys = {
    "period_grain": "'" ~ grain ~ "'",
    "period_start": whole_history() if grain == "all"
        else "cast(date_trunc('" ~ grain ~ "', period_date) as date)",
} -%}
{%- for key in keys %}{% do all_keys.update({key: key}) %}{% endfor %}
{%- set own_measures = {} -%}
{%- for name, measure in measures.items() -%}
    {%- do own_measures.update({name: measure | replace("<period_grain>", grain)}) -%}
{%- endfor %}
{{ by_dimension(relation, all_keys, own_measures) }}
{%- if not loop.last %}

union all
{% endif %}
{%- endfor %}
{% endmacro %}
