{#- Null and the empty text differ, and no two lists of values run into each other. -#}
{% macro surrogate_key(columns) -%}
    md5(concat(
        {%- for column in columns %}
        coalesce(cast(length(cast({{ column }} as {{ dbt.type_string() }}))
            as {{ dbt.type_string() }}), '-'),
        ':', coalesce(cast({{ column }} as {{ dbt.type_string() }}), ''), ';'
        {{- "," if not loop.last }}
        {%- endfor %}
    ))
{%- endmacro %}
