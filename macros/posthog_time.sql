{#-
    A time of the export as text that can be read: most are ISO 8601 or Parquet timestamps,
    some exports hold digits, seconds, milliseconds or microseconds since 1970. Which of
    the three is clear from their number for every year from 1973 to 5138.
-#}
{% macro posthog_time(column) -%}
    case
        when regexp_full_match({{ column }}, '[0-9]{9,16}')
            then cast(make_timestamp(
                cast({{ column }} as bigint) * case
                    when length({{ column }}) <= 11 then 1000000
                    when length({{ column }}) <= 14 then 1000
                    else 1
                end
            ) as varchar)
        else {{ column }}
    end
{%- endmacro %}
