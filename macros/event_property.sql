{#-
    The value, as text, of the property that a definition names: a column of the contract,
    or a key of the event's properties. Money is written without trailing zeros.
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
        else properties ->> {{ name }}
    end
{%- endmacro %}
