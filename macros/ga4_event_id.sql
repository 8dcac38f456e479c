{#-
    GA4 exports no event id. This one depends on the content of the event alone, so it is
    the same in every export of it, whatever the order of rows, columns or parameters.
-#}
{% macro ga4_event_id() -%}
    md5(concat(
        '[', to_json(stream_id), ',', to_json(user_pseudo_id), ',', to_json(user_id),
        ',', to_json(event_timestamp), ',', to_json(event_name),
        ',', to_json(event_bundle_sequence_id), ',', to_json(batch_page_id),
        ',', to_json(batch_ordering_id), ',', to_json(batch_event_index),
        ',', to_json(list_sort(list_transform(event_params, lambda item: concat(
            to_json(item.key), ':', {{ ga4_json_value('item.value') }}
        )))),
        ',', to_json(list_transform(items, lambda item: item.item_id)), ']'
    ))
{%- endmacro %}
