{#-
    Rows of sessions with the number of the segment of their session, and its day as
    period_date unless they have one, as a subquery. It looks into the relation segments.
-#}
{% macro with_segments(relation, sessions, date="sessions.period_date") -%}
(
        select
            things.*,
            {{ date }} as period_date,
            sessions.segment_number

        from {{ relation }} as things

        inner join {{ numbered_sessions(sessions) }} as sessions
            on things.session_id = sessions.session_id
    )
{%- endmacro %}
