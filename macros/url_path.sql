{#- The path of a URL without query and fragment; '/' where it has none. -#}
{% macro url_path(url) -%}
    nullif(regexp_replace(
        regexp_replace(split_part(split_part({{ url }}, '#', 1), '?', 1),
            '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*', ''),
        '^$', case when {{ url }} = '' then '' else '/' end
    ), '')
{%- endmacro %}
