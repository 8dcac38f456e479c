{#-
    Events of one visitor in one bucket always share a session: a bucket spans the timeout.
    A cut may fall at any instant, so with cuts switched on a bucket is one instant.
-#}
{% macro session_bucket() -%}
    {%- set microseconds = var('session_timeout_minutes') * 60 * 1000000 -%}
    {%- if var('session_cut_on_new_campaign') or var('session_cut_at_midnight') -%}
        epoch_us(occurred_at)
    {%- else -%}
        epoch_us(occurred_at) // {{ microseconds | int }}
    {%- endif -%}
{%- endmacro %}
