{#-
    The columns of the batch export that the adapter reads. The time of receipt has had
    several names; created_at, when PostHog took the event in, is today's.
-#}
{% macro posthog_columns() %}
    {{ return([
        "uuid", "event", "distinct_id", "properties", "timestamp", "created_at",
        "inserted_at", "_inserted_at"
    ]) }}
{% endmacro %}
