{#-
    The incremental strategy replace: all rows go whose key may have changed, whether there
    are new ones for it or not, and the new ones come. In one transaction. An attribution
    model that brings rows of other visitors rests on all of them, and brings all rows. With has_versions
    both are kept until the build has ended, for sums that rest on them: see add_up.
-#}
{% macro get_incremental_replace_sql(arg_dict) -%}
    {%- set key = arg_dict.unique_key | join(", ") -%}
    {%- set columns = arg_dict.dest_columns | map(attribute="quoted") | join(", ") -%}
    {%- set target = arg_dict.target_relation -%}
    {%- set is_replaced -%}
    {%- if key == "visitor_id" -%} {{ is_touched("visitor_id") }}
    {%- elif key == "visitor_id, attribution_model" -%}
        {{ is_touched("visitor_id") }} or attribution_model in (
            select attribution_model from {{ arg_dict.temp_relation }}
            where not {{ is_touched("visitor_id") }}
        )
    {%- elif key == "period_grain, period_start" -%} {{ is_changed_period() }}
    {%- elif "funnel" in key -%} {{ is_changed_cell() }}
    {%- else -%}
        ({{ key }}) in (select ({{ key }}) from {{ stored("int_events__arrived") }})
    {%- endif -%}
    {%- endset -%}
    {%- if config.get("meta", {}).get("has_versions") %}
    create or replace table {{ version_of(target, "before") }} as
        select * from {{ target }} where {{ is_replaced }};
    create or replace table {{ version_of(target, "now") }} as
        select {{ columns }} from {{ arg_dict.temp_relation }};
    {%- endif %}
    delete from {{ target }} where {{ is_replaced }};
    insert into {{ target }} ({{ columns }})
    select {{ columns }} from {{ arg_dict.temp_relation }}
{%- endmacro %}
