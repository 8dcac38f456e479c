{#-
    Whether the model at hand is made of all rows, and not only of what is new: what
    begin_build has noted. Outside of builds, as in the documentation and in unit tests, it
    is.
-#}
{% macro builds_whole() %}
    {{ return(not is_building() or model.unique_id in graph.whole_models) }}
{% endmacro %}
