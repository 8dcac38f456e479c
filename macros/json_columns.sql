{#- The names that any of the JSON objects in a raw file has, one object a line. -#}
{% macro json_columns(file) %}
    {{ return(run_query(
        "select distinct unnest(json_keys(try_cast(line as json))) as name from "
        ~ read_raw_file("json", [file]) ~ " order by name"
    ).columns[0].values() | list) }}
{% endmacro %}
