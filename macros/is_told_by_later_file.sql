{#-
    The file whose name sorts last has the last word on a key. Rows that are rejected say
    nothing. For relations with rejection_reason and file_name.
-#}
{% macro is_told_by_later_file(key) -%}
    coalesce(
        rejection_reason is null
        and file_name <> max(case when rejection_reason is null then file_name end)
            over (partition by {{ key }}),
        false
    )
{%- endmacro %}
