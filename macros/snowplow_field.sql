{#-
    A field of an entity as text. Some loaders write the names of fields as in the
    schema, others with _ between the words.
-#}
{% macro snowplow_field(entity, field) -%}
    {%- set words = field.split("_") -%}
    {%- set camel = words[0] ~ words[1:] | map("capitalize") | join -%}
    {%- if camel == field -%} {{ json_text(entity, field) }}
    {%- else -%}
    coalesce({{ json_text(entity, field) }}, {{ json_text(entity, camel) }})
    {%- endif -%}
{%- endmacro %}
