{#- Some warehouses export all names in capitals: then in small letters; SQL minds neither. -#}
{% macro column_name(name) %}
    {{ return(name | lower if name == name | upper else name) }}
{% endmacro %}
