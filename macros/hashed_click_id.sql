{#-
    Click ids are personal data: they are compared as salted hashes, and only those are
    kept. Set CLICK_ID_SALT to a secret of your own, so that nobody else's hash is equal.
-#}
{% macro hashed_click_id(click_id) -%}
    sha256(
        '{{ env_var("CLICK_ID_SALT", "conversion_analytics") | replace("'", "''") }} '
        || trim({{ click_id }})
    )
{%- endmacro %}
