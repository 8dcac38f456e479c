{#-
    Why an event cannot be counted; null if it can. Who was forgotten is another matter, as
    it takes a look at another table: this condition reaches the raw rows before anything
    else is done with them.
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
