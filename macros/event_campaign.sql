{#-
    What an event itself says of the campaign that brought it, as one text: the tracker's
    columns, else the UTM parameters of its page, in lower case as sessions have them. Null
    where it says nothing.
-#}
{% macro event_campaign() -%}
    nullif(concat_ws(
        ' / ',
        {%- for column in ["source", "medium", "campaign"] %}
        coalesce(
            lower(trim({{ column }})), {{ url_parameter("page_url", "utm_" ~ column) }}
        ){{ "," if not loop.last }}
        {%- endfor %}
    ), '')
{%- endmacro %}
