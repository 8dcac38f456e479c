{#- The texts of all rows so far, one after the other. -#}
{% macro running_text(text, partition, order) -%}
    string_agg({{ text }}, '') over (
        partition by {{ partition }}
        order by {{ order }}
        rows between unbounded preceding and current row
    )
{%- endmacro %}
