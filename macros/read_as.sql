{#-
    Null where the value cannot be read. An instant with an offset becomes UTC. A count may
    be written as true or false: one or none.
-#}
{% macro read_as(column, type) -%}
    {%- if type == "varchar" -%}
        nullif(cast({{ column }} as varchar), '')
    {%- elif type == "timestamp" -%}
        case
            when typeof({{ column }}) = 'TIMESTAMP' then try_cast({{ column }} as timestamp)
            else cast(try_cast({{ column }} as timestamptz) as timestamp)
        end
    {%- elif type == "json" -%}
        cast(try_cast({{ column }} as json) as varchar)
    {%- elif type == "count" -%}
        coalesce(
            try_cast({{ column }} as bigint),
            cast(try_cast(cast({{ column }} as varchar) as boolean) as bigint)
        )
    {%- else -%}
        try_cast({{ column }} as {{ type }})
    {%- endif -%}
{%- endmacro %}
