{#-
    A relation with flags that tell which rows are the only one in their day, week, month and
    in all of whoever they are about: columns, by name. Whoever that is has a number of its
    own, unit_number, which is cheaper to tell apart than a name. Other columns are kept only
    where kept names them. See rollup.
-#}
{% macro with_lone_rows(relation, columns, kept=[]) -%}
(
        select
            {%- for column in kept %}
            {{ column }},
            {%- endfor %}
            period_date,
            segment_number,
            unit_number
            {%- for grain in ["day", "week", "month"] %},
            {%- for date in ["previous_date", "next_date"] %}
            {{ "and " if not loop.first -}} coalesce(
                {{ dbt.date_trunc(grain, date) }}
                <> {{ dbt.date_trunc(grain, "period_date") }},
                true
            )
            {%- endfor %} as is_lone_in_{{ grain }}
            {%- endfor %},
            previous_date is null and next_date is null as is_lone_in_all

        from (
            select
                *,
                lag(period_date) over neighbours as previous_date,
                lead(period_date) over neighbours as next_date,
                first_value(row_number) over neighbours as unit_number

            from (
                select
                    *,
                    row_number() over () as row_number

                from {{ relation }}
            ) as numbered

            window neighbours as (
                partition by {{ columns | join(", ") }} order by period_date
            )
        ) as with_neighbours
    )
{%- endmacro %}
