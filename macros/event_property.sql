{#-
    The value, as text, of the property that a definition names: a column of the contract,
    or a key of the event's properties. Money is written without trailing zeros. The key
    goes in as a JSON pointer, because a bare one that starts with $ or / is read as a path.
-#}
{% macro event_property(name) -%}
    case {{ name }}
        {%- for column, type in event_columns().items() if column != "properties" %}
        when '{{ column }}'
            then {% if type.startswith("decimal") -%}
                regexp_replace(cast({{ column }} as varchar), '\.?0+$', '')
            {%- else -%}
                cast({{ column }} as varchar)
            {%- endif %}
        {%- endfor %}
        else
            properties
            ->> ('/' || replace(replace({{ name }}, '~', '~0'), '/', '~1'))
    end
{%- endmacro %}
