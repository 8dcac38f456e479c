{#- Visits, actions and their texts have to be there; the other tables may be missing. -#}
{% macro check_matomo_files() %}
    {%- set formats = export_formats() %}
    {%- set needed = ["log_visit", "log_link_visit_action", "log_action"] %}
    {%- for table, requirements in required_columns("matomo").items()
        if table in needed
        or raw_files(matomo_folder(table), formats.parquet + formats.csv) %}
        {{ check_table_files(matomo_folder(table), requirements) }}
    {%- endfor %}
{% endmacro %}
