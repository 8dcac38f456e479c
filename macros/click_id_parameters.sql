{#-
    Names of the parameters of definition_click_ids that name one click. Read from the file,
    because staging is built before the seed may be there.
-#}
{% macro click_id_parameters() %}
    {%- if execute %}
        {{ return(run_query(
            "select parameter from (" ~ read_definition("definition_click_ids")
            ~ ") where is_click_id = 'true' order by line_number"
        ).columns[0].values() | list) }}
    {%- endif %}
    {{ return(["gclid"]) }}
{% endmacro %}
