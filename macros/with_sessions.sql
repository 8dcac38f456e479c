{#-
    Rows of sessions with the day and the dimensions of their session, as a subquery. Only
    with these: what is counted in many ways is stored in between with all its columns.
-#}
{% macro with_sessions(relation, sessions) -%}
(
        select
            things.*,
            sessions.session_date
            {{- dimension_columns() }}

        from {{ relation }} as things

        inner join {{ sessions }} as sessions
            on things.session_id = sessions.session_id
    )
{%- endmacro %}
