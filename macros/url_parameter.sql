{#-
    One query parameter of a URL: decoded, lower case, trimmed, blank as null. The first
    one wins, and nothing after # is read.
-#}
{% macro url_parameter(url, name) -%}
    nullif(left(trim(lower(url_decode(replace(
        regexp_extract(
            replace(split_part({{ url }}, '#', 1), '&amp;', '&'),
            '[?&](?i:{{ name }})=([^&]*)', 1
        ), '+', ' '
    )))), 255), '')
{%- endmacro %}
