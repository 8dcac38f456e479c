{#- The instant half-way between two, rounded down to whole microseconds. -#}
{% macro half_way(start, stop) -%}
    {{ from_microseconds(
        "(" ~ microseconds(start) ~ " + " ~ microseconds(stop) ~ ") // 2"
    ) }}
{%- endmacro %}
