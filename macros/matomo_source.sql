{#-
    What brought a visit: source, medium or name of its campaign. The plugin
    MarketingCampaignsReporting tells all three; without it there is the campaign's name
    alone. An AI assistant that sent no referrer is known by its name.
-#}
{% macro matomo_source(part) -%}
    {%- if part == "source" -%}
        coalesce(
            visit_starts.campaign_source,
            case
                when visit_starts.referer_type = 8 and visit_starts.referer_url is null
                    then visit_starts.referer_name
            end
        )
    {%- elif part == "name" -%}
        coalesce(
            visit_starts.campaign_name,
            case when visit_starts.referer_type = 6 then visit_starts.referer_name end
        )
    {%- else -%}
        visit_starts.campaign_medium
    {%- endif -%}
{%- endmacro %}
