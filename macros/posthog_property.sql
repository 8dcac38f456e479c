{#- One of the properties read, as text; null where it is missing or blank. -#}
{% macro posthog_property(name) -%}
    nullif(trim(struct_extract(seen, '{{ name }}')), '')
{%- endmacro %}
