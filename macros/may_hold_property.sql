{#-
    Cheap to ask before a property is looked for: is it a column of the contract, or does
    its name stand anywhere in the text of the properties?
-#}
{% macro may_hold_property(name) -%}
    (
        {{ name }} in (
            {%- for column in event_columns() if column != "properties" -%}
                '{{ column }}'{{ ", " if not loop.last }}
            {%- endfor -%}
        )
        or position({{ name }} in properties) > 0
    )
{%- endmacro %}
