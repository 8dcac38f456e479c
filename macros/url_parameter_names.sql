{#-
    Names of the query parameters of a URL that have a value, in lower case and in their
    order, with & between them; null where there is none. Nothing after # is read.
-#}
{% macro url_parameter_names(url) -%}
    nullif(lower(array_to_string(
        regexp_extract_all(
            replace(
                replace(split_part({{ url }}, '#', 1), '&amp;', '&'), '%20', '+'
            ),
            '[?&]([^?&=]+)=[+\s]*[^+&\s]', 1
        ),
        '&'
    )), '')
{%- endmacro %}
