{#-
    A value of an exported table in its type. Tools that export MySQL write null as nothing,
    as NULL or as \N, a whole number that may be null as 12.0, and the bytes of a visitor id
    as they are, as hex digits, or as hex digits after 0x.
-#}
{% macro matomo_value(column, type) -%}
    {%- set text -%}
        case
            when cast({{ column }} as varchar) not in ('', 'NULL', '\N')
                then cast({{ column }} as varchar)
        end
    {%- endset -%}
    {%- if type == "varchar" -%}
        trim({{ text }})
    {%- elif type == "hex" -%}
        case
            when typeof({{ column }}) = 'BLOB' then lower(hex({{ column }}))
            else regexp_replace(lower(trim({{ text }})), '^0x', '')
        end
    {%- else -%}
        try_cast({{ text }} as {{ type }})
    {%- endif -%}
{%- endmacro %}
