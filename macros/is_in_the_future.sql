{#-
    Nothing can occur after it was received. Where the source does not say when it was, the
    start of this build is the latest possible moment.
-#}
{% macro is_in_the_future(relation) -%}
    {{ relation }}.occurred_at > {{ add_seconds(
        "least(coalesce(" ~ relation ~ ".received_at, " ~ build_started_at() ~ "), "
        ~ build_started_at() ~ ")",
        var('future_tolerance_minutes') * 60
    ) }}
{%- endmacro %}
