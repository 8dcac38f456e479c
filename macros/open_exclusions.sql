{#-
    The exclusions that a funnel attempt is in once it has gone on to an event: those that
    the event's step does not end, and those that begin with it.
-#}
{% macro open_exclusions(attempts, hits) -%}
    list_sort(list_concat(
        list_filter({{ attempts }}.open_exclusions, lambda item:
            item.before_position > {{ hits }}.search_position
        ),
        {{ hits }}.exclusions
    ))
{%- endmacro %}
