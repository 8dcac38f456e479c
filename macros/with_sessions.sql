{#- Rows of sessions with the columns of their session, as a subquery. -#}
{% macro with_sessions(relation, sessions) -%}
(
        select
            things.*,
            sessions.* exclude (session_id, visitor_id)

        from {{ relation }} as things

        inner join {{ sessions }} as sessions
            on things.session_id = sessions.session_id
    )
{%- endmacro %}
