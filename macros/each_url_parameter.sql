{#-
    One row per query parameter of a URL, as a struct of name and value, decoded and with
    its capital letters. Nothing after # is read. Bytes that are no UTF-8 stay encoded.
-#}
{% macro each_url_parameter(url) -%}
    unnest(list_transform(
        string_split(
            split_part(replace(split_part({{ url }}, '#', 1), '&amp;', '&'), '?', 2), '&'
        ),
        lambda pair: {
            'name': split_part(pair, '=', 1),
            'value': coalesce(
                try(url_decode(split_part(pair, '=', 2))), split_part(pair, '=', 2)
            )
        }
    ))
{%- endmacro %}
