{#- Stops when a Parquet column has a type that its values cannot be read from. -#}
{% macro check_column_types(file, types, columns) %}
    {%- set readable = {
        "varchar": ["VARCHAR", "INT", "HUGEINT", "UUID", "ENUM", "DOUBLE", "DECIMAL"],
        "timestamp": ["TIMESTAMP", "DATE", "VARCHAR"],
        "boolean": ["BOOLEAN", "INT", "VARCHAR"],
        "number": ["DECIMAL", "DOUBLE", "FLOAT", "INT", "HUGEINT", "VARCHAR"],
        "count": ["BOOLEAN", "INT", "HUGEINT", "DECIMAL", "DOUBLE", "VARCHAR"],
        "date": ["DATE", "TIMESTAMP", "VARCHAR"],
        "json": ["VARCHAR", "JSON", "STRUCT", "MAP"],
    } %}
    {%- for column, type in columns.items() if column in types %}
        {%- set found = types[column] %}
        {%- set fits = [] %}
        {%- for name in readable.get(type, readable.number) if name in found %}
            {%- do fits.append(name) %}
        {%- endfor %}
        {%- if not fits or found.endswith("[]") %}
            {{ stop(
                file ~ ": column " ~ column ~ " has type " ~ found ~ ", expected "
                ~ ("text" if type == "varchar" else type) ~ ".",
                "Export it with that type, or drop the column if it is optional."
            ) }}
        {%- endif %}
    {%- endfor %}
{% endmacro %}
