{#-
    What no column of the contract holds: the fields of the self-describing event under
    their own names, and those of known entities and events under the names of the
    contract. What a visitor typed into a form stays out.
-#}
{% macro snowplow_properties() -%}
    {%- set form = ["formId", "value", "elements"] -%}
    {%- set left_out = {
        "focus_form": form, "change_form": form, "submit_form": form,
        "site_search": ["terms"],
    } -%}
    {%- set known = {
        "item_list_name": snowplow_field("action_entity", "name"),
        "form_id": snowplow_field("self_describing", "form_id"),
        "search_term": "array_to_string(from_json("
            ~ "self_describing -> '/terms', '[\"varchar\"]'), ' ')",
        "video_percent": snowplow_field("media_player_entity", "percent_progress"),
        "page_view_id": snowplow_field("web_page_entity", "id"),
        "cart_id": snowplow_field("cart_entity", "cart_id"),
        "page_type": snowplow_field("shop_page_entity", "type"),
        "is_guest": snowplow_field("shop_user_entity", "is_guest"),
        "spider_or_robot": snowplow_field("spiders_entity", "spider_or_robot"),
    } -%}
    {%- set further = {
        "checkout_step": [
            "step", "delivery_method", "delivery_provider", "coupon_code"
        ],
        "transaction": ["tax", "shipping", "discount_code", "discount_amount"],
        "refund": ["refund_reason"],
    } -%}
    json_merge_patch(
        json_merge_patch(
            '{}',
            case
                when action_entity is null then coalesce(self_describing, '{}')
                else '{}'
            end,
            case event_name
                {%- for event, fields in left_out.items() %}
                when '{{ event }}' then '{"{{ fields | join('": null, "') }}": null}'
                {%- endfor %}
                else '{}'
            end
        ),
        json_merge_patch('{}', json_object(
            {%- for name, value in known.items() %}
            '{{ name }}', {{ value }},
            {%- endfor %}
            {%- for entity, fields in further.items() %}
            {%- for field in fields %}
            '{{ field }}', {{ snowplow_field(entity ~ "_entity", field) }},
            {%- endfor %}
            {%- endfor %}
            'payment_method', coalesce(
                {{ snowplow_field("checkout_step_entity", "payment_method") }},
                {{ snowplow_field("transaction_entity", "payment_method") }}
            ),
            -- How far down the page the lower edge of the window has been.
            'percent_scrolled', case
                when event = 'page_ping'
                    then least(100, round(
                        100 * ({{ as_number("pp_yoffset_max") }}
                        + {{ as_number("br_viewheight") }})
                        / nullif({{ as_number("doc_height") }}, 0)
                    ))
            end,
            {%- for column in ["se_category", "se_label", "se_property", "se_value"] %}
            '{{ column }}', {{ column }},
            {%- endfor %}
            'items', items
        ))
    )
{%- endmacro %}
