{#- The classes of conversions that are credited to visits, as SQL texts; see check_attribution. -#}
{% macro attributed_classes() -%}
    '{{ var("attributed_conversion_classes") | join("', '") }}'
{%- endmacro %}
