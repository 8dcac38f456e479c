{#- Paths of the files in a raw folder that end in one of the extensions, sorted. -#}
{% macro raw_files(path, extensions) %}
    {%- set found = [] -%}
    {%- if execute -%}
        {%- for extension in extensions -%}
            {%- set pattern = raw_folder(path) ~ "/*." ~ extension -%}
            {%- set rows = run_query("select file from glob('" ~ pattern ~ "')") -%}
            {%- do found.extend(rows.columns[0].values()) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(found | sort) }}
{% endmacro %}
