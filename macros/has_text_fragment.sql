{#- Whether a URL ends in a text fragment, which makes a browser jump to words of a page. -#}
{% macro has_text_fragment(url) -%}
    coalesce(position(':~:text=' in {{ url }}) > 0, false)
{%- endmacro %}
