{#-
    What no column of the contract holds, under the names of the contract. A patch whose
    value is null takes a key away. Properties that cannot be read stay as they came, so
    that the row is rejected and shown.
-#}
{% macro posthog_properties() -%}
    case
        when parsed_properties is null then properties
        else cast(json_merge_patch(
            parsed_properties,
            '{"{{ posthog_own_keys() | join('": null, "') }}": null}',
            case
                when is_about_one_product
                    then '{"product_id": null, "sku": null, "name": null,'
                        || ' "category": null, "price": null, "quantity": null}'
                when event_name = 'view_search_results' then '{"query": null}'
                else '{}'
            end,
            json_object(
                {%- for metric in ["LCP", "INP", "CLS", "FCP", "TTFB"] %}
                '{{ metric | lower }}', parsed_properties
                -> '/$web_vitals_{{ metric }}_value',
                {%- endfor %}
                'search_term', case
                    when event_name = 'view_search_results'
                        then coalesce(
                            {{ posthog_property("query") }},
                            {{ json_text("parsed_properties", "search_term") }}
                        )
                    else {{ json_text("parsed_properties", "search_term") }}
                end,
                'items', coalesce({{ posthog_items() }}, parsed_properties -> '/items')
            )
        ) as varchar)
    end
{%- endmacro %}
