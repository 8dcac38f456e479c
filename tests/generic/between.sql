{#- Both ends belong to the range; null passes, so add not_null where it must not. -#}
{% test between(model, column_name, minimum, maximum) %}

select {{ column_name }}

from {{ model }}

where
    {{ column_name }} is not null
    and not coalesce(
        {{ column_name }} >= {{ minimum }} and {{ column_name }} <= {{ maximum }}, false
    )

{% endtest %}
