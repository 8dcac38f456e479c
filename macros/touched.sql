{#-
    Of a relation the rows of the visitors whom this build works on: int_visitors__touched.
    All rows where the model is built from all of them.
-#}
{% macro touched(relation) -%}
    {%- if builds_whole() -%} {{ relation }}
    {%- elif has_slice(relation) -%}
    {{ slice_of(relation) }}
    {%- else -%}
    (select * from {{ relation }} {{ only_touched() }})
    {%- endif -%}
{%- endmacro %}
