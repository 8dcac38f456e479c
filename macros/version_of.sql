{#-
    A table beside a kept one: its rows of the visitors whom this build works on, before or
    now; or changes, what a build has added to sums.
-#}
{% macro version_of(relation, version) -%}
    {{ return(relation.incorporate(
        path={"identifier": relation.identifier ~ "__" ~ version}, type="table"
    )) }}
{%- endmacro %}
