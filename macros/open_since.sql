{#-
    The times that exclusions still look back to, once a funnel attempt stands at a
    position: of every exclusion that has begun and not ended, where it began and when.
-#}
{% macro open_since(exclusions, times, position) -%}
    list_sort(list_distinct(list_transform(
        list_filter({{ exclusions }}, lambda item:
            item.after_position <= {{ position }}
            and item.before_position > {{ position }}
        ),
        lambda item: [item.after_position, ({{ times }})[item.after_position]]
    )))
{%- endmacro %}
