{#-
    The incremental strategy replace: all rows go whose key may have changed, whether there
    are new ones for it or not, and the new ones come. In one transaction.
-#}
{% macro get_incremental_replace_sql(arg_dict) -%}
    {%- set key = arg_dict.unique_key | join(", ") -%}
    {%- set columns = arg_dict.dest_columns | map(attribute="quoted") | join(", ") -%}
    delete from {{ arg_dict.target_relation }}
    where ({{ key }}) in (select ({{ key }}) from {{ stored(
        "int_visitors__touched" if key == "visitor_id" else "int_events__arrived"
    ) }});
    insert into {{ arg_dict.target_relation }} ({{ columns }})
    select {{ columns }} from {{ arg_dict.temp_relation }}
{%- endmacro %}
