{#-
    The folders below the raw data in which the files of a table of required_columns lie.
    Calls of Segment and entities of Snowplow are as many tables as there are files of.
-#}
{% macro table_folders(source, table) %}
    {%- if source == "matomo" %}{{ return([matomo_folder(table)]) }}{% endif %}
    {%- if source == "ga4" %}{{ return(["ga4"]) }}{% endif %}
    {%- set tables = segment_tables() if table == "calls"
        else snowplow_tables() if table == "entities" else [table] %}
    {%- set folders = [] %}
    {%- for name in tables %}
        {%- do folders.append(source ~ "/" ~ name) %}
    {%- endfor %}
    {{ return(folders) }}
{% endmacro %}
