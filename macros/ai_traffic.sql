{#-
    Of a relation of sessions those from each AI assistant, once more those from all of
    them, and, without an assistant, those that they are compared with; at every period
    grain.
-#}
{% macro ai_traffic(sessions) -%}
{%- set compared = {
    "source": var("ai_comparison_source"), "channel": var("ai_comparison_channel")
} -%}
{%- set groups -%}
    (
        select * from {{ sessions }}
        where ai_assistant is not null

        union all

        select * replace ('all' as ai_assistant) from {{ sessions }}
        where ai_assistant is not null

        union all

        select * from {{ sessions }}
        where
            ai_assistant is null
            {%- for column, value in compared.items() %}
            and {{ column }} = '{{ value | replace("'", "''") }}'
            {%- endfor %}
    ) as traffic
{%- endset -%}
{{ at_every_grain(groups, "session_date") }}
{%- endmacro %}
