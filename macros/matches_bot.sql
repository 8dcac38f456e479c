{#- Whether a user agent holds the pattern of a bot, as it is written. -#}
{% macro matches_bot(user_agent, pattern, match_type) -%}
    case {{ match_type }}
        when 'contains' then contains({{ user_agent }}, {{ pattern }})
        else regexp_matches({{ user_agent }}, {{ pattern }})
    end
{%- endmacro %}
