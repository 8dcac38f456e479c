{#-
    Names of parameters and keys whose values are personal, as alternatives of a regular
    expression.
-#}
{% macro personal_names(with_clicks) %}
    {%- set names = var("personal_names") + (
        click_id_parameters() + ["click_id"] if with_clicks else []
    ) %}
    {%- set quoted = [] %}
    {%- for name in names %}
        {%- do quoted.append(modules.re.escape(name) | replace("'", "''")) %}
    {%- endfor %}
    {{ return(quoted | join("|")) }}
{% endmacro %}
