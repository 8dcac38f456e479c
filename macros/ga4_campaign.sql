{#- GA4 fills the campaign with the medium in brackets where there was no campaign. -#}
{% macro ga4_campaign(name) -%}
    case
        when {{ name }} not in (
            '(not set)', '(none)', '(direct)', '(organic)', '(referral)', '(ai-assistant)'
        )
            then {{ name }}
    end
{%- endmacro %}
