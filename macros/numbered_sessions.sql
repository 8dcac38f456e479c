{#-
    Sessions with their day, the number of their segment and chosen columns, as a subquery.
    Seven texts in every row are what a count over many rows is dear by. It looks into the
    relation segments: see segments_of.
-#}
{% macro numbered_sessions(sessions, columns=["session_id"]) -%}
(
        select
            {%- for column in columns %}
            named.{{ column }},
            {%- endfor %}
            named.session_date as period_date,
            segments.segment_number

        from (
            select
                {{ columns | join(", ") }},
                session_date
                {{- dimension_columns() }}

            from {{ sessions }}
        ) as named

        inner join segments
            on true
            {%- for dimension in session_dimensions() %}
            and named.{{ dimension }} = segments.{{ dimension }}
            {%- endfor %}
    )
{%- endmacro %}
