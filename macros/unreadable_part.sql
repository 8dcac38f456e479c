{#-
    The outer condition is cheap and nearly always false: blank values are looked at only
    in the rows where a value did not convert.
-#}
{% macro unreadable_part(columns, key="event_id") -%}
    {%- set typed = columns.items() | rejectattr(1, "equalto", "varchar") | list -%}
    case
        when {{ key }} is null and not json_valid(raw_row) then 'row'
        when
            {%- for column, type in typed %}
            ({{ column }} is not null and {{ read_as(column, type) }} is null)
            {%- if not loop.last %} or{% endif %}
            {%- endfor %}
            then
                case
                    {%- for column, type in typed %}
                    when
                        trim(cast({{ column }} as varchar)) != ''
                        and {{ read_as(column, type) }} is null
                        then '{{ column }}'
                    {%- endfor %}
                end
    end
{%- endmacro %}
