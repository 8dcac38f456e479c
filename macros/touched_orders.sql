{#-
    The rows of the visitors whom this build works on, and of whoever shares an order with
    them: one of them all is counted.
-#}
{% macro touched_orders(relation) -%}
    {%- if builds_whole() -%} {{ relation }}
    {%- else -%}
    (
        select * from {{ relation }} {{ only_touched() }}

        union

        select * from {{ relation }}
        where transaction_id in (
            select transaction_id from {{ relation }} {{ only_touched() }}
        )
    )
    {%- endif -%}
{%- endmacro %}
