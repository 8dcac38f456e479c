{#-
    The rows of a seed file of definitions as texts, before dbt loads it, each with its place
    in the file for messages.
-#}
{% macro read_definition(seed) -%}
    {%- set file = "seeds/definitions/" ~ seed ~ ".csv" -%}
    {%- set path = invocation_args_dict.project_dir ~ "/" ~ file -%}
    select
        *,
        '{{ file }} line ' || row_number() over () + 1 as place,
        row_number() over () as line_number
    from read_csv('{{ path | replace("'", "''") }}', all_varchar = true, header = true)
{%- endmacro %}
