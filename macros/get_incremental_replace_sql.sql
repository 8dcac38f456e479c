{#-
    The incremental strategy replace: all rows go whose key may have changed, whether there
    are new ones for it or not, and the new ones come. In one transaction. With has_versions
    both are kept until the build has ended, for sums that rest on them: see add_up.
-#}
{% macro get_incremental_replace_sql(arg_dict) -%}
    {%- set key = arg_dict.unique_key | join(", ") -%}
    {%- set columns = arg_dict.dest_columns | map(attribute="quoted") | join(", ") -%}
    {%- set target = arg_dict.target_relation -%}
    {%- set touched = {
        "visitor_id": "int_visitors__touched",
        "funnel, period_grain, period_start, dimension, dimension_value":
            "int_funnel_cells__changed",
    } -%}
    {%- set is_touched -%}
        ({{ key }}) in (
            select ({{ key }}) from {{ stored(touched.get(key, "int_events__arrived")) }}
        )
    {%- endset -%}
    {%- if config.get("meta", {}).get("has_versions") %}
    create or replace table {{ version_of(target, "before") }} as
        select * from {{ target }} where {{ is_touched }};
    create or replace table {{ version_of(target, "now") }} as
        select {{ columns }} from {{ arg_dict.temp_relation }};
    {%- endif %}
    delete from {{ target }} where {{ is_touched }};
    insert into {{ target }} ({{ columns }})
    select {{ columns }} from {{ arg_dict.temp_relation }}
{%- endmacro %}
