{#-
    The files of a raw folder by their format, formats without files left out. Of events
    only those whose rows a build has to load.
-#}
{% macro files_by_format(path, new_only=false) %}
    {%- set found = {} %}
    {%- for format, extensions in generic_formats().items() %}
        {%- set files = files_to_load(path, extensions) if new_only
            else raw_files(path, extensions) %}
        {%- if files %}
            {%- do found.update({format: files}) %}
        {%- endif %}
    {%- endfor %}
    {{ return(found) }}
{% endmacro %}
