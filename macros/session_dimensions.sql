{#- What rates are broken down by, beside the total: name and expression on a session. -#}
{% macro session_dimensions() %}
    {{ return({
        "channel": "channel",
        "device_category": "device_category",
        "country": "country",
        "campaign": "campaign",
        "landing_page_path": "landing_page_path",
        "ai_assistant": "ai_assistant",
        "visitor_type": "case when is_new_visitor then 'new' else 'returning' end",
    }) }}
{% endmacro %}
