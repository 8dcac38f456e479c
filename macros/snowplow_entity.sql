{#-
    An entity of an event: from a column of its own row, else from a table beside it. Of
    most there is one to an event, and it is taken out of its list.
-#}
{% macro snowplow_entity(entity, is_list=false) -%}
    {%- set found -%}
    coalesce(
        {{ entity }}_column
        {%- for schema in snowplow_entities()[entity] %}, entities['{{ schema }}']
        {%- endfor -%}
    )
    {%- endset -%}
    {%- if is_list -%} {{ found }}
    {%- else -%} coalesce({{ found }} -> '$[0]', {{ found }})
    {%- endif -%}
{%- endmacro %}
