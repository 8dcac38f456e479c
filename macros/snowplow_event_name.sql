{#-
    An e-commerce action is named by its type. Its steps of the checkout have numbers,
    and a meaning only by what they carry: the first is the start of the checkout,
    whatever is filled in there; a payment method is asked for after a delivery, so it
    wins. The name of a structured event is its action.
-#}
{% macro snowplow_event_name() -%}
    {%- set step = "checkout_step_entity" -%}
    {%- set names = snowplow_event_names() -%}
    case
        when {{ snowplow_field("action_entity", "type") }} = 'checkout_step'
            then case
                when {{ snowplow_field(step, "step") }} = '1' then 'begin_checkout'
                when {{ snowplow_field(step, "payment_method") }} is not null
                    then 'add_payment_info'
                when
                    {{ snowplow_field(step, "delivery_method") }} is not null
                    or {{ snowplow_field(step, "delivery_provider") }} is not null
                    then 'add_shipping_info'
                else 'checkout_step'
            end
        when {{ snowplow_field("action_entity", "type") }} is not null
            then {{ rename_value(snowplow_field("action_entity", "type"), names) }}
        when event = 'struct' then se_action
        else {{ rename_value(first_text(["event_name", "event"]), names) }}
    end
{%- endmacro %}
