{#-
    The rows of one format: columns of the events as text, entities as JSON, and the
    first JSON text that is broken. An entity may be JSON text, or nested lists and
    structs, and several versions of its schema are columns side by side.
-#}
{% macro snowplow_rows(relation, columns) -%}
    {%- set texts = {"self_describing": []} -%}
    {%- set broken = [] -%}
    {%- for column, type in columns.items()
        if column.startswith(("contexts_", "unstruct_event_")) -%}
        {%- set is_text = type in ["VARCHAR", "JSON"] -%}
        {%- set content = "try_cast(" ~ column ~ " as json)"
            if is_text else "to_json(" ~ column ~ ")" -%}
        {%- if is_text -%}
            {%- do broken.append(
                "case when " ~ content ~ " is null then nullif(trim(" ~ column
                ~ "), '') end"
            ) -%}
        {%- endif -%}
        {%- do texts.setdefault(snowplow_schema(column), []).append(content) -%}
        {%- if column.startswith("unstruct_event_") -%}
            {%- do texts["self_describing"].append(content) -%}
        {%- endif -%}
    {%- endfor -%}
    select
        {%- for column in snowplow_columns() if column in columns %}
        cast({{ column }} as varchar) as {{ column }},
        {%- endfor %}
        {%- for entity, schemas in snowplow_entities().items() %}
        {{ snowplow_first_filled(texts, schemas) }} as {{ entity }}_column,
        {%- endfor %}
        {{ snowplow_first_filled(texts, ["self_describing"]) }}
            as self_describing_column,
        coalesce(null, null{{ ", " if broken }}{{ broken | join(", ") }})
            as broken_json,
        cast(to_json({{ relation }}) as varchar) as raw_row

    from {{ relation }}
{%- endmacro %}
