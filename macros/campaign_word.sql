{#-
    A source, medium or campaign as it is compared: lower case, trimmed, at most 255
    characters, blank as null.
-#}
{% macro campaign_word(text) -%}
    nullif(left(trim(lower({{ text }})), 255), '')
{%- endmacro %}
