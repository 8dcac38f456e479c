{#-
    An exported table that others look things up in, one row per key: exports of several
    days may overlap, and the latest state of a row wins.
-#}
{% macro matomo_lookup(table, keys, latest) -%}
    select distinct on ({{ keys | join(", ") }})
        *
    from ({{ matomo_table(table) }})
    order by {{ keys | join(", ") }}, {{ latest }} desc nulls last
{%- endmacro %}
