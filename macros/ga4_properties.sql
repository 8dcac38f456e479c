{#- All parameters of any type, and the items, as one JSON object. -#}
{% macro ga4_properties() -%}
    concat(
        '{', list_aggregate(
            list_transform(
                coalesce(event_params, []), lambda item: concat(
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
