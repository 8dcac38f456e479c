{% macro raw_folder(path) -%}
    {{ return(env_var("RAW_DATA_DIR", "data/raw") ~ "/" ~ path) }}
{%- endmacro %}
