{#-
    A detail of the order that an event completes or refunds. Other events may carry the
    same entity, such as a look at the page of thanks, and are no orders.
-#}
{% macro snowplow_order(bought, before_entities, refunded) -%}
    case contract_name
        when 'purchase'
            then {{ first_text(
                [snowplow_field("transaction_entity", bought), before_entities]
            ) }}
        when 'refund' then {{ snowplow_field("refund_entity", refunded) }}
    end
{%- endmacro %}
