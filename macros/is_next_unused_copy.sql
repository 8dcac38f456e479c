{#-
    Whether an event is unused, and all interchangeable ones numbered before it are used.
    Events of one instant that fit the same steps are interchangeable.
-#}
{% macro is_next_unused_copy(used_events, event) -%}
    not list_contains(
        {{ used_events }},
        {{ used_event(event ~ ".") }}
    )
    and len(list_filter({{ used_events }}, lambda item:
        item.fits = {{ event }}.fits and item.copy_number < {{ event }}.copy_number
    )) = {{ event }}.copy_number - 1
{%- endmacro %}
