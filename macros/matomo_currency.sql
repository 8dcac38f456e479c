{#- The currency of amounts: Matomo's logs have none, the settings of a site do. -#}
{% macro matomo_currency() -%}
    {%- set currency = var("matomo_currency", none) -%}
    coalesce(
        site.currency, {% if currency %}'{{ currency }}'{% else %}cast(null as varchar)
        {%- endif %}
    )
{%- endmacro %}
