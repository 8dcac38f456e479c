{#- The day of a UTC timestamp in the reporting time zone. -#}
{% macro reporting_date(timestamp) -%}
    {%- if var('reporting_time_zone') == 'UTC' -%}
        cast({{ timestamp }} as date)
    {%- else -%}
        cast(timezone(
            '{{ var("reporting_time_zone") }}', timezone('UTC', {{ timestamp }})
        ) as date)
    {%- endif -%}
{%- endmacro %}
