{#- Every text column of the model is looked through. -#}
{% test holds_no_personal_data(model) %}

{%- set columns = adapter.get_columns_in_relation(model) if execute else [] %}

select *

from {{ model }}

where
    false
    {%- for column in columns if column.is_string() %}
    or coalesce(
        {{ shows_personal_data('"' ~ column.name ~ '"', column.name == 'user_agent') }},
        false
    )
    {%- endfor %}

{% endtest %}
