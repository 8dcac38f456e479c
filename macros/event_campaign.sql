{#-
    What an event itself says of the campaign that brought it, as one text: the tracker's
    columns, else the UTM parameters of its page. Null where it says nothing.
-#}
{% macro event_campaign() -%}
    nullif(concat_ws(
        ' / ',
        coalesce(source, {{ url_parameter('page_url', 'utm_source') }}),
        coalesce(medium, {{ url_parameter('page_url', 'utm_medium') }}),
        coalesce(campaign, {{ url_parameter('page_url', 'utm_campaign') }})
    ), '')
{%- endmacro %}
