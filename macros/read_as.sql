{#- Null where the value cannot be read. An instant with an offset becomes UTC. -#}
{% macro read_as(column, type) -%}
    {%- if type == "varchar" -%}
        nullif(cast({{ column }} as varchar), '')
    {%- elif type == "timestamp" -%}
        cast(try_cast({{ column }} as timestamptz) as timestamp)
    {%- elif type == "json" -%}
        cast(try_cast({{ column }} as json) as varchar)
    {%- else -%}
        try_cast({{ column }} as {{ type }})
    {%- endif -%}
{%- endmacro %}
