{#- Whether any of the joins of forgotten_joins found a raw row. -#}
{% macro is_forgotten(relation) -%}
    coalesce(
        {%- for kind in forgotten_keys(relation) %}
        forgotten_{{ kind }}.key_hash{{ "," if not loop.last }}
        {%- endfor %}
    ) is not null
{%- endmacro %}
