{#-
    Of a relation the rows whose key stands in int_events__arrived: what new raw rows may
    have changed. All rows where the model is built from all of them.
-#}
{% macro arrived(relation, key) -%}
    {%- if builds_whole() -%} {{ relation }}
    {%- else -%}
    (
        select * from {{ relation }}
        where ({{ key | join(", ") }}) in (
            select ({{ key | join(", ") }}) from {{ stored("int_events__arrived") }}
        )
    )
    {%- endif -%}
{%- endmacro %}
