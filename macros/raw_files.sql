{#-
    Paths of the files in a raw folder that end in one of the extensions, sorted. Files that
    SKIPPED_FILES_LIST names, one a line, are left out: see scripts/check_landing.py.
-#}
{% macro raw_files(path, extensions) %}
    {%- set found = [] -%}
    {%- if execute -%}
        {%- set skipped_list = env_var("SKIPPED_FILES_LIST", "") -%}
        {%- for extension in extensions -%}
            {%- set pattern = raw_folder(path) ~ "/*." ~ extension -%}
            {%- set query = "select file from glob('"
                ~ pattern | replace("'", "''") ~ "')" -%}
            {%- if skipped_list -%}
                {%- set query = query ~ " where file not in (select line from "
                    ~ read_raw_file("json", [skipped_list]) ~ ")" -%}
            {%- endif -%}
            {%- set rows = run_query(query) -%}
            {%- do found.extend(rows.columns[0].values()) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(found | sort) }}
{% endmacro %}
