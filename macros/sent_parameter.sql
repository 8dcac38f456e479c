{#-
    One query parameter of a URL as it was sent: decoded, capitals and blanks kept, at
    most 255 characters. The first one wins. Nothing after # is read, unless the var
    utm_after_hash says so; then it comes after the query. Bytes that are no UTF-8 stay
    encoded: one bad link must not stop a build.
-#}
{% macro sent_parameter(url, name) -%}
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
    nullif(left(coalesce(try(url_decode({{ encoded }})), {{ encoded }}), 255), '')
{%- endmacro %}
