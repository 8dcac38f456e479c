{#-
    What brought a visit, at its first page. Newer exports say what it was when the session
    began; older ones repeat what the browser tab remembers.
-#}
{% macro posthog_visit_start(entry_name, name) -%}
    case
        when not is_visit_start then null
        when {{ posthog_property("$session_entry_url") }} is not null
            then nullif({{ posthog_property("$session_entry_" ~ entry_name) }}, '$direct')
        else nullif({{ posthog_property(name) }}, '$direct')
    end
{%- endmacro %}
