{#- Each combination of session dimensions that occurs, with a number to count by. -#}
{% macro segments_of(sessions) -%}
    select
        *,
        row_number() over () as segment_number

    from (
        select distinct
            1 as combinations
            {{- dimension_columns() }}

        from {{ sessions }}
    ) as combinations
{%- endmacro %}
