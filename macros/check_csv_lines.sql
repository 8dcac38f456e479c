{#- Stops at the first line of a CSV file that does not fit its header. -#}
{% macro check_csv_lines(file) %}
    {%- do run_query("drop table if exists reject_errors") %}
    {%- do run_query("drop table if exists reject_scans") %}
    {%- do run_query(
        "select count(*) from read_csv(" ~ sql_list([file])
        ~ ", all_varchar = true, header = true, store_rejects = true)"
    ) %}
    {%- set errors = run_query(
        "select line, error_type from reject_errors order by line limit 1"
    ) %}
    {%- if errors.rows | length %}
        {{ stop(
            file ~ " line " ~ errors.rows[0][0] ~ ": cannot be read as CSV ("
            ~ errors.rows[0][1] | lower ~ ").",
            "Quote values that hold a comma, a quote or a line break, or delete the line."
        ) }}
    {%- endif %}
{% endmacro %}
