{#-
    All parameters of any type that no column of the contract holds, and the items, as
    one JSON object.
-#}
{% macro ga4_properties() -%}
    {%- set in_columns = [
        "page_location", "page_title", "page_referrer", "ga_session_id", "source",
        "medium", "campaign", "value", "currency", "transaction_id"
    ] -%}
    concat(
        '{', list_aggregate(
            list_transform(
                list_filter(
                    coalesce(event_params, []),
                    lambda item: not list_contains({{ sql_list(in_columns) }}, item.key)
                ),
                lambda item: concat(
                    to_json(item.key), ':', {{ ga4_json_value('item.value') }}
                )
            ) || case
                when len(items) > 0 then [concat('"items":', to_json({{ ga4_items() }}))]
                else []
            end,
            'string_agg', ','
        ), '}'
    )
{%- endmacro %}
