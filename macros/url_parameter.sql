{#-
    One query parameter of a URL: decoded, lower case, trimmed, blank as null. The first
    one wins. Nothing after # is read, unless the var utm_after_hash says so; then it comes
    after the query. Bytes that are no UTF-8 stay encoded: one bad link must not stop a
    build.
-#}
{% macro url_parameter(url, name) -%}
    {%- set parameters -%}
        {%- if var('utm_after_hash') -%} replace({{ url }}, '#', '&')
        {%- else -%} split_part({{ url }}, '#', 1)
        {%- endif -%}
    {%- endset -%}
    {%- set encoded -%}
        replace(
            regexp_extract(
                replace({{ parameters }}, '&amp;', '&'),
                '[?&](?i:{{ name }})=([^&]*)', 1
            ), '+', ' '
        )
    {%- endset -%}
    nullif(left(trim(lower(
        coalesce(try(url_decode({{ encoded }})), {{ encoded }})
    )), 255), '')
{%- endmacro %}
