{#-
    The columns of raw files of one format: their types by name. Some warehouses export
    all names in capitals; those are given in small letters, which SQL does not mind.
-#}
{% macro raw_columns(format, files) %}
    {%- set columns = run_query(
        "describe select * from " ~ read_raw_file(format, files)
    ).columns -%}
    {%- set types = {} -%}
    {%- for name, type in zip(columns[0].values(), columns[1].values()) -%}
        {%- do types.update({name | lower if name == name | upper else name: type}) -%}
    {%- endfor -%}
    {{ return(types) }}
{% endmacro %}
