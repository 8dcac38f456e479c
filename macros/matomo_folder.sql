{#- Where the files of a table lie; installations choose the prefix of their tables. -#}
{% macro matomo_folder(table) -%}
    {{ return("matomo/*" ~ table) }}
{%- endmacro %}
