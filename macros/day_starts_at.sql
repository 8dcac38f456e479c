{#- The first instant, in UTC, of a day in the reporting time zone. -#}
{% macro day_starts_at(date) -%}
    {%- if var('reporting_time_zone') == 'UTC' -%}
        cast({{ date }} as timestamp)
    {%- else -%}
        timezone('UTC', timezone(
            '{{ var("reporting_time_zone") }}', cast({{ date }} as timestamp)
        ))
    {%- endif -%}
{%- endmacro %}
