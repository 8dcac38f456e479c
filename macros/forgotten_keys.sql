{#-
    What an event is known by in the list of the forgotten: SQL by kind of key.
-#}
{% macro forgotten_keys(relation) %}
    {{ return({
        "user": "'user_id ' || " ~ relation ~ ".user_id",
        "device": "'device_id ' || " ~ relation ~ ".device_id",
        "event": "'event ' || " ~ relation ~ ".event_source || ' ' || "
            ~ relation ~ ".event_id",
    }) }}
{% endmacro %}
