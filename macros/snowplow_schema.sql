{#-
    The schema that a column or a table of entities holds, without the prefix and the
    version: contexts_com_acme_basket_1_0_2 and com_acme_basket_1 both give
    com_acme_basket. Blank where the name is not that of an entity.
-#}
{% macro snowplow_schema(name) %}
    {{ return(modules.re.sub(
        "_[0-9]+(_[0-9]+_[0-9]+)?(_recovered_.*)?$", "",
        modules.re.sub("^(contexts|unstruct_event)_", "", name | lower)
    ) if modules.re.search("_[0-9]+(_recovered_.*)?$", name) else "") }}
{% endmacro %}
