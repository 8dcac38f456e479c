{#-
    What brought a visit: source, medium or name of its campaign. The plugin
    MarketingCampaignsReporting tells all three; without it there is the campaign's name
    alone. An AI assistant that sent no referrer is known by its name.
-#}
{% macro matomo_source(part) -%}
    {%- if part == "source" -%}
        coalesce(
            log_visit.campaign_source,
            case
                when log_visit.referer_type = 8 and log_visit.referer_url is null
                    then log_visit.referer_name
            end
        )
    {%- elif part == "name" -%}
        coalesce(
            log_visit.campaign_name,
            case when log_visit.referer_type = 6 then log_visit.referer_name end
        )
    {%- else -%}
        log_visit.campaign_medium
    {%- endif -%}
{%- endmacro %}
