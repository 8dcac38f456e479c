{#- The columns of the contract that hold one property as it is, from browser to order. -#}
{% macro posthog_columns_of_properties() -%}
    {%- set columns = {
        "user_agent": ["$raw_user_agent", "$user_agent"],
        "device_category": ["$device_type"],
        "browser": ["$browser"],
        "operating_system": ["$os"],
        "country": ["$geoip_country_name"],
        "region": ["$geoip_subdivision_1_name"],
        "city": ["$geoip_city_name"],
        "language": ["$browser_language"],
        "value": ["revenue", "value", "total"],
        "currency": ["currency"],
        "transaction_id": ["order_id", "transaction_id"],
    } -%}
    {%- for column, names in columns.items() %}
    {%- set values = [] %}
    {%- for name in names %}{% do values.append(posthog_property(name)) %}{% endfor %}
    {% if column == "device_category" -%} lower({{ first_text(values) }})
    {%- else -%} {{ first_text(values) }}
    {%- endif %} as {{ column }},
    {%- endfor %}
    cast(null as boolean) as has_analytics_consent
{%- endmacro %}
