{#- Formats of the generic adapter and the endings that announce them. -#}
{% macro generic_formats() %}
    {{ return({
        "parquet": ["parquet"],
        "csv": ["csv", "csv.gz"],
        "json": ["ndjson", "jsonl", "json", "ndjson.gz", "jsonl.gz", "json.gz"],
    }) }}
{% endmacro %}
