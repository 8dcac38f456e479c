{#- What a text column of the contract is, for looking for personal data in it. -#}
{% macro kind_of_text(column) %}
    {%- if column.endswith("_id") %}{{ return("id") }}{% endif %}
    {%- if column.endswith("_url") %}{{ return("url") }}{% endif %}
    {{ return({"properties": "json", "user_agent": "agent"}.get(column, "text")) }}
{% endmacro %}
