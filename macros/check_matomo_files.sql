{#- Visits, actions and their texts have to be there; the other tables may be missing. -#}
{% macro check_matomo_files() %}
    {%- set required = {
        "log_visit": [["idvisit"], ["idvisitor"]],
        "log_link_visit_action": [["idlink_va"], ["idvisit"], ["server_time"]],
        "log_action": [["idaction"], ["name"], ["type"]],
    } %}
    {%- set optional = {
        "log_conversion": [["idvisit"], ["idgoal"], ["server_time"]],
        "log_conversion_item": [["idvisit"], ["idorder"], ["idaction_sku"]],
        "goal": [["idgoal"], ["name"]],
        "site": [["idsite"], ["currency"]],
    } %}
    {%- set formats = export_formats() %}
    {%- for table, requirements in required.items() %}
        {{ check_table_files(matomo_folder(table), requirements) }}
    {%- endfor %}
    {%- for table, requirements in optional.items()
        if raw_files(matomo_folder(table), formats.parquet + formats.csv) %}
        {{ check_table_files(matomo_folder(table), requirements) }}
    {%- endfor %}
{% endmacro %}
