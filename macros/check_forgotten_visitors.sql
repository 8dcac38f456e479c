{#- Keys that were hashed with another salt find nobody: a person would come back. -#}
{% macro check_forgotten_visitors() %}
    {%- if execute and target.type == "duckdb" %}
        {%- set strangers = run_query(
            "select file_name from (" ~ read_input("forgotten_visitors")
            ~ ") where salt_hash is distinct from " ~ salted_hash("''") ~ " limit 1"
        ) %}
        {%- if strangers.rows | length %}
            {{ stop(
                strangers.rows[0][0] ~ ": its keys were hashed with another PRIVACY_SALT "
                ~ "than this build's, so nobody in it would be found.",
                "Set PRIVACY_SALT to what it was when dbt run-operation forget_visitor ran."
            ) }}
        {%- endif %}
    {%- endif %}
{% endmacro %}
