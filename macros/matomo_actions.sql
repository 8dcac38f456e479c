{#-
    Actions with their texts instead of numbers, as CTEs that end in actions. A row is what
    its columns say: a custom event has an event action, a search a keyword for a name, an
    outlink or a download an address of that type. Anything else is a page view, and one
    that shows a product or a category is an event of its own besides.
-#}
{% macro matomo_actions() -%}
    {%- set texts = {
        "url": "idaction_url", "title": "idaction_name",
        "event_category": "idaction_event_category",
        "event_action": "idaction_event_action",
        "content_name": "idaction_content_name",
        "content_piece": "idaction_content_piece",
        "content_target": "idaction_content_target",
        "content_interaction": "idaction_content_interaction",
        "product_sku": "idaction_product_sku", "product_name": "idaction_product_name",
        "product_category": "idaction_product_cat",
    } -%}
    actions_with_texts as (
        select
            actions.*,
            {%- for text in texts %}
            {{ text }}_names.name as {{ text }},
            {%- endfor %}
            coalesce(product_sku_names.name, product_name_names.name) is not null
                as has_product,
            case
                when idaction_event_action > 0 then 'event'
                when idaction_content_name > 0 then 'content'
                when title_names.type = 8 then 'search'
                when url_names.type = 2 then 'outlink'
                when url_names.type = 3 then 'download'
                else 'page'
            end as kind
        from log_link_visit_action as actions
        {%- for text, column in texts.items() %}
        left join names as {{ text }}_names
            on actions.{{ column }} = {{ text }}_names.idaction
        {%- endfor %}
    ),
    actions_with_names as (
        select
            *,
            unnest(case
                when kind = 'event' then [{{ matomo_event_name("event_action") }}]
                when kind = 'content' and content_interaction is null
                    then ['content_impression']
                when kind = 'content' then ['content_interaction']
                when kind = 'search' then ['view_search_results']
                when kind = 'outlink' then ['click']
                when kind = 'download' then ['file_download']
                when has_product then ['page_view', 'view_item']
                when product_category is not null then ['page_view', 'view_item_list']
                else ['page_view']
            end) as event_name
        from actions_with_texts
    ),
    actions as (
        select
            -- Of fixed length: within a second, events are in the order of their ids.
            'action ' || lpad(cast(idlink_va as varchar), 20, '0')
            || case
                when kind = 'page' and event_name != 'page_view' then ' product'
                else ''
            end as event_id,
            event_name,
            kind,
            idvisit,
            idvisitor,
            idsite,
            server_time,
            case when kind not in ('outlink', 'download', 'search') then url end
                as own_url,
            case when kind = 'page' then title end as own_title,
            cast(null as double) as value,
            cast(null as varchar) as transaction_id,
            {{ matomo_action_properties() }} as properties,
            raw_row
        from actions_with_names
    )
{%- endmacro %}
