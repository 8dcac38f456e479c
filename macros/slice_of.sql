{#- What lies beside a view_with_slice: the same for what a build works on. -#}
{% macro slice_of(relation) -%}
    {%- set is_given = model.resource_type == "unit_test" -%}
    {{ return(relation if is_given else relation.incorporate(
        path={"identifier": relation.identifier ~ "__slice"}
    )) }}
{%- endmacro %}
