{#- A part of a URL in plain letters; bytes that are no UTF-8 stay encoded. -#}
{% macro url_decoded(text) -%}
    coalesce(try(url_decode({{ text }})), {{ text }})
{%- endmacro %}
