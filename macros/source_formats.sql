{#- Formats of the files of a source, and the endings that announce them. -#}
{% macro source_formats(source) %}
    {{ return({
        "generic": generic_formats(),
        "ga4": {"parquet": ["parquet"]},
        "posthog": posthog_formats(),
    }.get(source, export_formats())) }}
{% endmacro %}
