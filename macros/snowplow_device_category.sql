{#- Kinds of devices in the words of the other sources. -#}
{% macro snowplow_device_category() -%}
    {%- set names = {"computer": "desktop", "phone": "mobile"} -%}
    {%- set found = snowplow_known(
        [snowplow_field("yauaa_entity", "device_class"), "dvce_type"]
    ) -%}
    {{ rename_value("lower(" ~ found ~ ")", names) }}
{%- endmacro %}
