{#-
    What the files of a source need, by its tables: each requirement lists the columns of
    which one is enough. Read by the checks of dbt and by scripts/check_landing.py.
-#}
{% macro required_columns(source) %}
    {{ return({
        "generic": {
            "events": [
                ["event_id"], ["event_name"], ["occurred_at"], ["device_id", "user_id"],
            ],
        },
        "ga4": {
            "events": [
                ["event_timestamp"], ["event_name"], ["user_pseudo_id", "user_id"],
                ["event_params"],
            ],
        },
        "snowplow": {
            "events": [
                ["event_id"], ["event_name", "event"], ["collector_tstamp"],
                ["domain_userid", "user_id"],
            ],
            "entities": [["root_id"], ["root_tstamp"]],
        },
        "segment": {
            "calls": [
                ["id"], ["timestamp", "original_timestamp"], ["anonymous_id", "user_id"],
            ],
        },
        "posthog": {"events": [["uuid"], ["event"], ["distinct_id"], ["timestamp"]]},
        "matomo": {
            "log_visit": [["idvisit"], ["idvisitor"]],
            "log_link_visit_action": [["idlink_va"], ["idvisit"], ["server_time"]],
            "log_action": [["idaction"], ["name"], ["type"]],
            "log_conversion": [["idvisit"], ["idgoal"], ["server_time"]],
            "log_conversion_item": [["idvisit"], ["idorder"], ["idaction_sku"]],
            "goal": [["idgoal"], ["name"]],
            "site": [["idsite"], ["currency"]],
        },
    }[source]) }}
{% endmacro %}
