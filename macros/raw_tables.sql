{#- Names of the folders inside a raw folder that hold files of these endings. -#}
{% macro raw_tables(path, extensions) %}
    {%- set found = [] -%}
    {%- for file in raw_files(path ~ "/*", extensions) -%}
        {%- do found.append(file.split("/")[-2]) -%}
    {%- endfor -%}
    {{ return(found | unique | sort) }}
{% endmacro %}
