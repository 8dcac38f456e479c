{#-
    One query parameter of a URL: decoded, lower case, trimmed, blank as null. The first
    one wins, and nothing after # is read. Bytes that are no UTF-8 stay encoded: one bad
    link must not stop a build.
-#}
{% macro url_parameter(url, name) -%}
    {%- set encoded -%}
        replace(
            regexp_extract(
                replace(split_part({{ url }}, '#', 1), '&amp;', '&'),
                '[?&](?i:{{ name }})=([^&]*)', 1
            ), '+', ' '
        )
    {%- endset -%}
    nullif(left(trim(lower(
        coalesce(try(url_decode({{ encoded }})), {{ encoded }})
    )), 255), '')
{%- endmacro %}
