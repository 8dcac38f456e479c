{#-
    The work of without_personal_data. An id is replaced as a whole by its hash, so that one
    person stays one visitor. The host of a link is nobody's address.
-#}
{% macro redacted(column, kind) -%}
    {%- if kind == "id" -%}
    'hash-' || {{ salted_hash("lower(" ~ column ~ ")") }}
    {%- elif kind == "url" -%}
    {%- set start -%}
        regexp_extract({{ column }}, '^[^/?#@]*//[\w.:-]*(?:[/?#]|$)')
    {%- endset -%}
    {%- set rest -%}
        substring({{ column }}, length({{ start }}) + 1)
    {%- endset -%}
    {{ start }} || {{ without_patterns(without_named_values(with_hashed_clicks(rest)), kind) }}
    {%- elif kind == "json" -%}
    {{ without_patterns(without_named_values(column, with_clicks=true), kind) }}
    {%- else -%}
    {{ without_patterns(column, kind) }}
    {%- endif -%}
{%- endmacro %}
