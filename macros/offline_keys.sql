{#- What an offline conversion can be matched by, the surest first: column by name. -#}
{% macro offline_keys() %}
    {{ return({
        "user_id": "user_id",
        "transaction_id": "transaction_id",
        "click_id": "click_id_hash",
        "device_id": "device_id",
    }) }}
{% endmacro %}
