{#-
    Orders, carts and goals, as CTEs that end in conversions. Goal 0 is an order, goal -1 a
    cart as last updated, which may have been emptied. Matomo makes the cart of a visit its
    order, so a cart that is still here was not bought in that visit.
-#}
{% macro matomo_conversions() -%}
    conversion_items as (
        select
            items.idvisit,
            coalesce(items.idorder, '0') as idorder,
            list(
                {
                    'item_id': sku_names.name,
                    'item_name': name_names.name,
                    'item_category': category_names.name,
                    'price': items.price,
                    'quantity': items.quantity
                }
                order by items.idaction_sku
            ) as items
        from log_conversion_item as items
        {%- for text in ["sku", "name", "category"] %}
        left join names as {{ text }}_names
            on items.idaction_{{ text }} = {{ text }}_names.idaction
        {%- endfor %}
        where coalesce(items.deleted, 0) = 0
        group by items.idvisit, coalesce(items.idorder, '0')
    ),
    conversions as (
        select
            case conversions.idgoal
                when 0
                    then concat_ws(
                        ' ', 'order', conversions.idvisit,
                        coalesce(conversions.idorder, cast(conversions.buster as varchar))
                    )
                when -1 then 'cart ' || conversions.idvisit
                else 'goal ' || conversions.idvisit || ' ' || conversions.idgoal
                    || ' ' || coalesce(conversions.buster, 0)
            end as event_id,
            case
                when conversions.idgoal = 0 then 'purchase'
                when conversions.idgoal = -1 and conversions.items = 0
                    then 'remove_from_cart'
                when conversions.idgoal = -1 then 'add_to_cart'
                else coalesce(
                    {{ matomo_event_name("goal.name") }}, 'goal_' || conversions.idgoal
                )
            end as event_name,
            'conversion' as kind,
            conversions.idvisit,
            conversions.idvisitor,
            conversions.idsite,
            conversions.server_time,
            coalesce(url_names.name, conversions.url) as own_url,
            cast(null as varchar) as own_title,
            conversions.revenue as value,
            conversions.idorder as transaction_id,
            json_merge_patch('{}', json_object(
                'tax', nullif(conversions.revenue_tax, 0),
                'shipping', nullif(conversions.revenue_shipping, 0),
                'discount', nullif(conversions.revenue_discount, 0),
                'items', conversion_items.items
            )) as properties,
            conversions.raw_row
        from log_conversion as conversions
        left join names as url_names
            on conversions.idaction_url = url_names.idaction
        left join goal
            on conversions.idsite = goal.idsite and conversions.idgoal = goal.idgoal
        left join conversion_items
            on conversions.idvisit = conversion_items.idvisit
            and conversions.idgoal <= 0
            and coalesce(conversions.idorder, '0') = conversion_items.idorder
    )
{%- endmacro %}
