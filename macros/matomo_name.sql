{#-
    The text of a log_action: an address has its scheme taken off and noted in url_prefix,
    and what was unsafe in a web page is written as an entity.
-#}
{% macro matomo_name() -%}
    {%- set entities = {
        "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#039;": "''", "&amp;": "&"
    } -%}
    {%- set ns = namespace(name="name") -%}
    {%- for entity, sign in entities.items() -%}
        {%- set ns.name = "replace(" ~ ns.name ~ ", '" ~ entity ~ "', '" ~ sign ~ "')" -%}
    {%- endfor -%}
    nullif(
        case url_prefix
            when 0 then 'http://'
            when 1 then 'http://www.'
            when 2 then 'https://'
            when 3 then 'https://www.'
            else ''
        end || {{ ns.name }}, ''
    )
{%- endmacro %}
