{#-
    A text as a hash that nobody can guess who does not know the salt. The same text gives
    the same hash, so that it can still be compared.
-#}
{% macro salted_hash(text) -%}
    sha256(
        '{{ env_var("PRIVACY_SALT", "conversion_analytics") | replace("'", "''") }} '
        || trim({{ text }})
    )
{%- endmacro %}
