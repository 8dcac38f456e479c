{#- What lies beside a view_with_slice: the same for what a build works on. -#}
{% macro slice_of(relation) -%}
    {{ return(relation.incorporate(path={"identifier": relation.identifier ~ "__slice"})) }}
{%- endmacro %}
