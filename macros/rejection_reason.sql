{#-
    Why an event cannot be counted; null if it can. Raw rows are judged by it as they are
    read, to keep the text of the rejected alone. Who was forgotten is another matter, as
    that takes a look at another table.
-#}
{% macro rejection_reason(events) -%}
    case
        when {{ events }}.unreadable_part is not null
            then 'unreadable_' || {{ events }}.unreadable_part
        when {{ events }}.event_id is null then 'missing_event_id'
        when {{ events }}.event_name is null then 'missing_event_name'
        when {{ events }}.occurred_at is null then 'missing_occurred_at'
        when {{ events }}.device_id is null and {{ events }}.user_id is null
            then 'missing_actor'
        when {{ is_in_the_future(events) }} then 'in_the_future'
    end
{%- endmacro %}
