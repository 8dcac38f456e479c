{#- The items of an event, blank where GA4 says that it does not know. -#}
{% macro ga4_items() -%}
    list_transform(
        items, lambda item: struct_update(
            item,
            {%- for field in ["item_id", "item_name", "item_category"] %}
            {{ field }} := nullif(nullif(item.{{ field }}, '(not set)'), '')
            {{- "," if not loop.last }}
            {%- endfor %}
        )
    )
{%- endmacro %}
