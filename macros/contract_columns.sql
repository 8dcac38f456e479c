{#- The columns of an event that go on from staging, qualified by the relation. -#}
{% macro contract_columns(relation) -%}
    {%- for column in ["event_source"] + event_columns().keys() | list + ["is_page_view"] %}
    {{ relation }}.{{ column }}{{ "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}
