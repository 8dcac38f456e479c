{#-
    Joins of raw rows with the list of the forgotten, one per kind of key. What occurred
    after the forgetting is another story. No CTE and plain comparisons: so a join is one by
    hash, costs nothing while the list is empty, and columns that nobody reads are not made.
-#}
{% macro forgotten_joins(relation) -%}
    {%- for kind, key in forgotten_keys(relation).items() %}
left join {{ ref("int_forgotten_keys__merged") }} as forgotten_{{ kind }}
    on {{ salted_hash(key) }} = forgotten_{{ kind }}.key_hash
    and coalesce({{ relation }}.occurred_at, cast('1900-01-01' as timestamp))
    <= forgotten_{{ kind }}.forgotten_at
    {%- endfor %}
{%- endmacro %}
