{#- parquet, csv or json, by the ending of the name, whatever the file is packed with. -#}
{% macro raw_format(file) %}
    {%- for format, endings in posthog_formats().items() %}
        {%- for ending in endings if file.endswith("." ~ ending) %}
            {{ return(format) }}
        {%- endfor %}
    {%- endfor %}
    {{ return("json") }}
{% endmacro %}
