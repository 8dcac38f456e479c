{#-
    One query parameter of a URL: decoded, lower case, trimmed, blank as null, as
    sent_parameter finds it.
-#}
{% macro url_parameter(url, name) -%}
    {{ campaign_word(sent_parameter(url, name)) }}
{%- endmacro %}
