{#- The tracker's session id where it is to be trusted, else an empty text. -#}
{% macro trusted_session_id() -%}
    {%- if var('trust_source_sessions') -%}
        coalesce(source_session_id, '')
    {%- else -%}
        ''
    {%- endif -%}
{%- endmacro %}
