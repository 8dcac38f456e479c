{#-
    Whether a window is over now and was not when the last build ended, or the other way
    round. The relation has opens_at and within_seconds; horizon is int_events__bounded.
-#}
{% macro crosses_horizon(relation) -%}
    ({{ seconds_between(relation ~ ".opens_at", "horizon.horizon_at") }}
        >= {{ relation }}.within_seconds)
        is distinct from
        ({{ seconds_between(relation ~ ".opens_at", "horizon.known_horizon_at") }}
        >= {{ relation }}.within_seconds)
{%- endmacro %}
