{#-
    Whether a text holds the name of a value that should have stood there: {keyword},
    {{campaign.name}}, __CAMPAIGN_NAME__, %%campaign%%, [[campaign]] or *|CAMPAIGN|*, which
    advertising and mailing systems fill in when they send a link.
-#}
{% macro has_placeholder(text) -%}
    regexp_matches(
        {{ text }},
        '\{[^{}]+\}|__[A-Z0-9_]+__|%%[^%]+%%|\[\[[^\[\]]+\]\]|\*\|[^|]+\|\*'
    )
{%- endmacro %}
