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
    {%- set formats = matomo_formats() %}
    {%- set endings = formats.parquet + formats.csv %}
    {%- for table, requirements in required.items() %}
        {%- for file in check_files_are_there(matomo_folder(table), endings) %}
            {{ check_file_columns(file, requirements) }}
        {%- endfor %}
    {%- endfor %}
    {%- for table, requirements in optional.items()
        if raw_files(matomo_folder(table), endings) %}
        {%- for file in check_files_are_there(matomo_folder(table), endings) %}
            {{ check_file_columns(file, requirements) }}
        {%- endfor %}
    {%- endfor %}
{% endmacro %}
