{#-
    The outer condition is cheap and nearly always false: blank values are looked at only
    in the rows where a value did not convert. Only a line of JSON can be broken as a whole;
    elsewhere raw_row need not even be made.
-#}
{% macro unreadable_part(columns, has_lines=true, key="event_id") -%}
    {%- set typed = columns.items() | rejectattr(1, "equalto", "varchar") | list -%}
    case
        {%- if has_lines %}
        when {{ key }} is null and not json_valid(raw_row) then 'row'
        {%- endif %}
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
