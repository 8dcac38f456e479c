{#- The vars that say which conversions are credited, and to which visits. -#}
{% macro check_attribution() %}
    {%- set days = var('attribution_lookback_days') %}
    {%- if execute and (days is not integer or days < 0) %}
        {{ stop(
            "dbt_project.yml: the var attribution_lookback_days is '" ~ days
            ~ "', which is no number of days.",
            "Write a whole number from 0 on, such as 90."
        ) }}
    {%- endif %}
    {%- set classes = var('attributed_conversion_classes') %}
    {%- set known = ["macro", "micro"] %}
    {%- if
        execute and (
            classes is string or classes is not sequence or not classes
            or classes | reject("in", known) | list
        )
    %}
        {{ stop(
            "dbt_project.yml: the var attributed_conversion_classes is '" ~ classes
            ~ "', which is no list of classes.",
            "Write [macro], [micro] or [macro, micro]."
        ) }}
    {%- endif %}
{% endmacro %}
