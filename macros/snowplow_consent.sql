{#-
    What a visitor decided on analytics, on the event of the decision. Whoever allows a
    selection allows analytics if it is selected.
-#}
{% macro snowplow_consent() -%}
    {%- set analytics = ["analytics", "statistics", "performance"] -%}
    case
        when {{ snowplow_field("consent_entity", "event_type") }}
            in ('deny_all', 'withdrawn', 'expired')
            then false
        when {{ snowplow_field("consent_entity", "event_type") }} = 'allow_all'
            then true
        when {{ snowplow_field("consent_entity", "event_type") }}
            in ('allow_selected', 'implicit_consent')
            then regexp_matches(
                lower({{ snowplow_field("consent_entity", "consent_scopes") }}),
                '"({{ analytics | join("|") }})"'
            )
    end
{%- endmacro %}
