{#-
    Descriptions as comments in the database, in one statement, where dbt takes three and asks
    twice for the columns. A kept table has its comments already.
-#}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) -%}
    {%- set is_made_anew = model.config.materialized != "incremental" or builds_whole() -%}
    {%- if is_made_anew and config.persist_relation_docs() %}
        {%- set comments -%}
            comment on {{ relation.type }} {{ relation }}
                is {{ duckdb_escape_comment(model.description) }};
            {%- for column in model.columns.values() %}
            comment on column {{ relation }}.{{ column.name }}
                is {{ duckdb_escape_comment(column.description) }};
            {%- endfor %}
        {%- endset %}
        {%- do run_query(comments) %}
    {%- endif %}
{%- endmacro %}
