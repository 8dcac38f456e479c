{#-
    Joins of raw rows with the CTE forgotten, one per kind of key. What occurred after the
    forgetting is another story. Both conditions are plain comparisons, as a join by hash
    needs them; with nobody on the list such a join costs nothing.
-#}
{% macro forgotten_joins(relation) -%}
    {%- for kind, key in forgotten_keys(relation).items() %}
left join forgotten as forgotten_{{ kind }}
    on {{ salted_hash(key) }} = forgotten_{{ kind }}.key_hash
    and coalesce({{ relation }}.occurred_at, cast('1900-01-01' as timestamp))
    <= forgotten_{{ kind }}.forgotten_at
    {%- endfor %}
{%- endmacro %}
