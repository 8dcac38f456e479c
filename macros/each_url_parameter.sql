{#-
    One row per query parameter of a URL, as name=value, as it is written there. Nothing
    after # is read.
-#}
{% macro each_url_parameter(url) -%}
    unnest(string_split(
        split_part(replace(split_part({{ url }}, '#', 1), '&amp;', '&'), '?', 2), '&'
    ))
{%- endmacro %}
