{#- The columns of raw files of one format: their types by name. -#}
{% macro raw_columns(format, files) %}
    {%- set columns = run_query(
        "describe select * from " ~ read_raw_file(format, files)
    ).columns -%}
    {{ return(dict(zip(columns[0].values(), columns[1].values()))) }}
{% endmacro %}
