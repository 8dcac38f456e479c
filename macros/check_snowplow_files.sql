{% macro check_snowplow_files() %}
    {%- for table, requirements in required_columns("snowplow").items() %}
        {%- for folder in table_folders("snowplow", table) %}
            {{ check_table_files(folder, requirements) }}
        {%- endfor %}
    {%- endfor %}
{% endmacro %}
