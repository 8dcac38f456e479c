{#- A JSON object in a line of JSON: as it is, or written as a text as in other formats. -#}
{% macro object_in(column) -%}
    case json_type(row_object, '$.{{ column }}')
        when 'VARCHAR' then row_object ->> '{{ column }}'
        else cast(row_object -> '{{ column }}' as varchar)
    end
{%- endmacro %}
