{#-
    What an action says beside its page. A custom event has one label and one number: with
    a number the label is its name, without one it is the form's name or a label.
-#}
{% macro matomo_action_properties() -%}
    {%- set label = "case when kind = 'event' then title end" -%}
    {%- set number -%}
        case
            when custom_float = round(custom_float)
                then coalesce(
                    to_json(try_cast(custom_float as bigint)), to_json(custom_float)
                )
            else to_json(custom_float)
        end
    {%- endset -%}
    json_merge_patch(
        '{}',
        json_object(
            'event_category', case
                when lower(event_category) not in (lower(event_name), lower(event_action))
                    then event_category
            end,
            'form_id', case
                when custom_float is null and event_name like 'form\_%' escape '\'
                    then {{ label }}
            end,
            'event_label', case
                when custom_float is null and event_name not like 'form\_%' escape '\'
                    then {{ label }}
            end,
            'event_value', case
                when kind = 'event' and title is null then {{ number }}
            end,
            'search_term', case when kind = 'search' then title end,
            'search_category', case when kind = 'search' then search_cat end,
            'search_results', case when kind = 'search' then search_count end,
            'link_url', case when kind in ('outlink', 'download') then url end,
            'content_name', content_name,
            'content_piece', content_piece,
            'content_target', content_target,
            'content_interaction', content_interaction,
            'item_list_name', case
                when event_name = 'view_item_list' then product_category
            end,
            'items', case
                -- One product is one piece, as in the orders of Matomo.
                when has_product and event_name != 'page_view'
                    then [{
                        'item_id': product_sku,
                        'item_name': product_name,
                        'item_category': product_category,
                        'price': product_price,
                        'quantity': 1
                    }]
            end
        ),
        case
            when kind = 'event' and title is not null and custom_float is not null
                then json_object(lower(replace(title, ' ', '_')), {{ number }})
            else '{}'
        end
    )
{%- endmacro %}
