{#- Of the files of a raw folder those whose rows a build has to load. -#}
{% macro files_to_load(path, extensions) %}
    {%- set files = raw_files(path, extensions) %}
    {%- if builds_whole() %}
        {{ return(files) }}
    {%- endif %}
    {%- set wanted = run_query("select name from " ~ build_state("files_to_load")) %}
    {%- set found = [] %}
    {%- for name in wanted.columns[0].values() if raw_folder(name) in files %}
        {%- do found.append(raw_folder(name)) %}
    {%- endfor %}
    {{ return(found | sort) }}
{% endmacro %}
