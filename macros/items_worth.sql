{#- What the items of a list are worth, as text; one without a quantity is one. -#}
{% macro items_worth(items) -%}
    cast(list_sum(list_transform(
        {{ items }}, lambda item: item.price * coalesce(item.quantity, 1)
    )) as varchar)
{%- endmacro %}
