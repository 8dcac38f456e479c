{#-
    Formats of a batch export of PostHog and the endings that announce them. The kind of
    compression is an ending of Parquet files too. A manifest.json is no event file.
-#}
{% macro posthog_formats() %}
    {{ return({
        "parquet": ["parquet", "parquet.zst", "parquet.gz", "parquet.sz", "parquet.br",
            "parquet.lz4"],
        "csv": ["csv", "csv.gz", "csv.zst"],
        "json": ["jsonl", "ndjson", "jsonl.gz", "ndjson.gz", "jsonl.zst", "ndjson.zst"],
    }) }}
{% endmacro %}
