{#- Folders and pages in a path: /guides/lamps is two deep, with or without a last slash. -#}
{% macro path_depth(path) -%}
    length(rtrim({{ path }}, '/')) - length(replace(rtrim({{ path }}, '/'), '/', ''))
{%- endmacro %}
