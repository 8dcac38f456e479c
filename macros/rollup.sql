{#-
    Counts a relation at every period grain and dimension, as a subquery. The relation holds
    one row per thing to count: segment_number, see segments_of, and period_date.
    Sums are expressions of a row that may be added up, so those of days make those of
    longer periods. Distinct values may not: see with_lone_rows, which the relation has to
    come from then. Whoever has one row in a period is counted with the days; only the
    others are told apart, period by period. A value that differs by grain says
    <period_grain> where the grain's name belongs.
-#}
{% macro rollup(relation, keys=[], sums={}, distinct={}) %}
{%- set by_day = dict(zip(keys, keys)) %}
{%- set measures = dict() %}
{%- set totals = dict() %}
{%- set join_segments = " inner join segments using (segment_number)" %}
{%- for name, value in sums.items() %}
    {%- do measures.update({name: "sum(" ~ value ~ ")"}) %}
{%- endfor %}
{%- for name, value in distinct.items() %}
    {%- for grain in ["day", "week", "month", "all"] %}
        {%- set of_grain = value | replace("<period_grain>", grain) %}
        {%- do measures.update({
            name ~ "_in_" ~ grain:
                "count(" ~ of_grain ~ ") filter (where is_lone_in_" ~ grain ~ ")"
        }) %}
    {%- endfor %}
{%- endfor %}
{%- for name in measures %}
    {%- do totals.update({name: "sum(" ~ name ~ ")"}) %}
{%- endfor %}
(
    with by_segment as (
        select
            {%- for key in keys %}
            {{ key }},
            {%- endfor %}
            period_date,
            segment_number
            {%- for name, measure in measures.items() %},
            {{ measure }} as {{ name }}
            {%- endfor %}

        from {{ relation }}

        group by
            {%- for key in keys %}
            {{ key }},
            {%- endfor %}
            period_date,
            segment_number
    ),
    {%- if distinct %}

    repeated as (
        select * from {{ relation }}
        where not is_lone_in_all
    ),
    {%- endif %}

    by_day as (
        {{ by_dimension(
            "by_segment" ~ join_segments, dict(by_day, period_start="period_date"), totals
        ) | indent(8) }}
    ),

    parts as (
        {%- for grain in ["day", "week", "month", "all"] %}
        select
            {%- for key in keys %}
            {{ key }},
            {%- endfor %}
            '{{ grain }}' as period_grain,
            {{ start_of_period(grain, "period_start") }} as period_start,
            dimension,
            dimension_value
            {%- for name in sums %},
            {{ name }}
            {%- endfor %}
            {%- for name in distinct %},
            {{ name }}_in_{{ grain }} as {{ name }}
            {%- endfor %}

        from by_day
        {%- if distinct %}

        union all

        select
            {%- for key in keys %}
            {{ key }},
            {%- endfor %}
            '{{ grain }}' as period_grain,
            period_start,
            dimension,
            dimension_value
            {%- for name in sums %},
            0 as {{ name }}
            {%- endfor %}
            {%- for name in distinct %},
            {{ name }}
            {%- endfor %}

        from (
            {%- set told_apart = {} %}
            {%- for name, value in distinct.items() %}
                {%- do told_apart.update({
                    name: "count(distinct "
                        ~ value | replace("<period_grain>", grain) ~ ")"
                }) %}
            {%- endfor %}
            {{ by_dimension(
                "(select * from repeated where not is_lone_in_" ~ grain ~ ") as x"
                    ~ join_segments,
                dict(by_day, period_start=start_of_period(grain, "period_date")),
                told_apart,
            ) | indent(12) }}
        ) as told_apart
        {%- endif %}
        {%- if not loop.last %}

        union all
        {% endif %}
        {%- endfor %}
    )

    select
        {%- for key in keys %}
        {{ key }},
        {%- endfor %}
        period_grain,
        period_start,
        dimension,
        dimension_value
        {%- for name in sums.keys() | list + distinct.keys() | list %},
        sum({{ name }}) as {{ name }}
        {%- endfor %}

    from parts

    group by all
)
{%- endmacro %}
