{#- Whether two hosts are the same, or one lies above the other. Never null. -#}
{% macro is_same_site(host, other) -%}
    coalesce(
        {{ matches_site(host, other) }} or {{ matches_site(other, host) }}, false
    )
{%- endmacro %}
