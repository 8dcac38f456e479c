{#- ['a', 'b'] as SQL, quotes doubled: file names may hold an apostrophe. -#}
{% macro sql_list(values) -%}
    [
    {%- for value in values -%}
        '{{ value | replace("'", "''") }}'{{ ", " if not loop.last }}
    {%- endfor -%}
    ]
{%- endmacro %}
