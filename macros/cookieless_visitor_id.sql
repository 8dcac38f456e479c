{#-
    Who sent an event that was refused recognition, for one day: the same hash all day, and
    another one tomorrow. Only the id that came with the event goes in: a fingerprint of
    browser and place would need the consent that was refused, and would merge people.
-#}
{% macro cookieless_visitor_id() -%}
    {{ surrogate_key([
        "'" ~ env_var('PRIVACY_SALT', '') | replace("'", "''") ~ "'",
        reporting_date('occurred_at'),
        'coalesce(device_id, user_id)',
    ]) }}
{%- endmacro %}
