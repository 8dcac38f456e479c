{#-
    Stops when no value at all of a column can be read: then the column has the wrong type.
    Single bad values are rejected row by row instead.
-#}
{% macro check_values_are_readable(file, relation, found, columns) %}
    {%- for column, type in columns.items()
        if type != "varchar" and column in found %}
        {%- set counts = run_query(
            "select count(*), count(" ~ read_as(column, type) ~ "), min(" ~ column
            ~ ") from " ~ relation ~ " where " ~ column ~ " is not null"
        ).rows[0] %}
        {%- if counts[0] > 0 and counts[1] == 0 %}
            {{ stop(
                file ~ ": none of the " ~ counts[0] ~ " values of column " ~ column
                ~ " can be read as " ~ type ~ ", for example '" ~ counts[2] ~ "'.",
                "Times look like 2026-07-01T12:30:00Z, numbers like 1234.50."
            ) }}
        {%- endif %}
    {%- endfor %}
{% endmacro %}
