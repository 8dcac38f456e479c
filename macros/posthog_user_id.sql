{#-
    PostHog has one id for device and login: distinct_id is the device's until somebody is
    identified, and the login's from then on. $user_id holds a login alone. Where the
    export does not say which of the two it is, an id other than that of the device is a
    login, and so is the id that a server sends, which knows no device.
-#}
{% macro posthog_user_id() -%}
    case
        when {{ posthog_property("$user_id") }} is not null
            then {{ posthog_property("$user_id") }}
        when {{ posthog_property("$is_identified") }} = 'true' then distinct_id
        when {{ posthog_property("$is_identified") }} = 'false' then null
        when {{ posthog_property("$process_person_profile") }} = 'false' then null
        when distinct_id != coalesce({{ posthog_property("$device_id") }}, '')
            then distinct_id
    end
{%- endmacro %}
