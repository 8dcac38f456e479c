{#-
    The name of a row's event, looked up as tables spell it. The name that the tracker
    sent stands in event_text.
-#}
{% macro segment_event_name(table, columns) -%}
    {%- set texts = [] -%}
    {%- if table == "tracks" -%}
        {%- do texts.append("event") if "event" in columns -%}
        {%- do texts.append("regexp_replace(lower(event_text), '[^a-z0-9]+', '_', 'g')")
            if "event_text" in columns -%}
    {%- else -%}
        {%- do texts.append("'" ~ table ~ "'") -%}
    {%- endif -%}
    {{ rename_value(
        first_text(texts), segment_event_names(),
        first_text((["event_text"] if "event_text" in columns else []) + texts)
    ) }}
{%- endmacro %}
