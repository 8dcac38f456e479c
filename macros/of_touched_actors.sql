{#-
    Of the cleaned events those whose visitor may be one whom this build works on, found by
    what came with them: so that only they are joined to logins and reasons.
-#}
{% macro of_touched_actors(events) -%}
    {%- if builds_whole() -%} {{ events }}
    {%- else -%}
    {%- set visitors = "select visitor_id from " ~ stored("int_visitors__touched") -%}
    (
        select * from {{ events }}
        where
            user_id in ({{ visitors }})
            or device_id in (
                {{ visitors }}
                union all
                select device_id from {{ stored("int_devices__linked") }}
                where user_id in ({{ visitors }})
            )
            or not coalesce(has_analytics_consent, true)
    )
    {%- endif -%}
{%- endmacro %}
