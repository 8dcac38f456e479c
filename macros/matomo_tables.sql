{#- The exported tables as CTEs, and the texts that rows refer to by number. -#}
{% macro matomo_tables() -%}
    log_visit as (
        {{ matomo_lookup("log_visit", ["idvisit"], "visit_last_action_time") }}
    ),
    log_action as (
        {{ matomo_lookup("log_action", ["idaction"], "name") }}
    ),
    log_link_visit_action as (
        {{ matomo_table("log_link_visit_action") }}
    ),
    log_conversion as (
        {{ matomo_table("log_conversion") }}
    ),
    log_conversion_item as (
        {{ matomo_lookup(
            "log_conversion_item", ["idvisit", "idorder", "idaction_sku"], "server_time"
        ) }}
    ),
    goal as (
        {{ matomo_lookup("goal", ["idsite", "idgoal"], "name") }}
    ),
    site as (
        {{ matomo_lookup("site", ["idsite"], "currency") }}
    ),
    names as (
        select
            idaction,
            type,
            {{ matomo_name() }} as name
        from log_action
    )
{%- endmacro %}
