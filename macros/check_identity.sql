{#- Without a salt anyone could try ids until one gives the hash of a visitor. -#}
{% macro check_identity() %}
    {%- set days = var('identity_window_days') %}
    {%- if execute and (days is not integer or days < 0) %}
        {{ stop(
            "dbt_project.yml: the var identity_window_days is '" ~ days
            ~ "', which is no number of days.",
            "Write a whole number from 0 on, such as 30."
        ) }}
    {%- endif %}
    {%- if
        execute and var('include_cookieless')
        and env_var('PRIVACY_SALT', '') | length < 16
    %}
        {{ stop(
            "The var include_cookieless is true, and the environment variable "
            ~ "PRIVACY_SALT has fewer than 16 characters.",
            "Set it to a long random text, keep it secret and keep it the same; or set "
            ~ "the var to false."
        ) }}
    {%- endif %}
{% endmacro %}
