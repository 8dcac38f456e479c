{#- Stops when a file lacks a required column; each requirement lists its alternatives. -#}
{% macro check_columns_are_there(file, found, requirements) %}
    {%- for alternatives in requirements %}
        {%- if not alternatives | select("in", found) | list %}
            {{ stop(
                file ~ ": required column " ~ alternatives | join(" or ")
                ~ " is missing; found " ~ found | join(", ") ~ ".",
                "Export the file with that column, or move it out of the folder."
            ) }}
        {%- endif %}
    {%- endfor %}
{% endmacro %}
