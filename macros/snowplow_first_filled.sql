{#- The first entity of these schemas that is there; an empty list is none. -#}
{% macro snowplow_first_filled(texts, schemas) -%}
    coalesce(
        cast(null as json)
        {%- for schema in schemas %}
        {%- for text in texts.get(schema, []) %},
        nullif({{ text }}, cast('[]' as json))
        {%- endfor %}
        {%- endfor %}
    )
{%- endmacro %}
