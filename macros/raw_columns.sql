{#-
    The columns of raw files of one format: their types by name, in small letters where
    all are capitals.
-#}
{% macro raw_columns(format, files) %}
    {%- set columns = run_query(
        "describe select * from " ~ read_raw_file(format, files)
    ).columns -%}
    {%- set types = {} -%}
    {%- for name, type in zip(columns[0].values(), columns[1].values()) -%}
        {%- do types.update({column_name(name): type}) -%}
    {%- endfor -%}
    {{ return(types) }}
{% endmacro %}
