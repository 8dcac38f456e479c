{#- The host of a URL: lower case, without www., port and user; null where it has none. -#}
{% macro url_host(url) -%}
    nullif(regexp_replace(
        lower(regexp_extract(
            {{ url }}, '^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]+)', 1
        )),
        '^www\.', ''
    ), '')
{%- endmacro %}
