{% macro check_snowplow_files() %}
    {%- set formats = export_formats() %}
    {{ check_table_files("snowplow/events", [
        ["event_id"], ["event_name", "event"], ["collector_tstamp"],
        ["domain_userid", "user_id"]
    ]) }}
    {%- for table in raw_tables("snowplow", formats.parquet + formats.csv)
        if table != "events" %}
        {{ check_table_files(
            "snowplow/" ~ table, [["root_id"], ["root_tstamp"]]
        ) }}
    {%- endfor %}
{% endmacro %}
